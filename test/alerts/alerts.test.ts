import { platforms } from '../../main';
import { alertRulesOf } from './alert-rules';
import { evaluate, promtool, promtoolVersion } from './promtool';
import { scenarios } from './scenarios';

const howToGetIt =
  'This tier needs promtool of Prometheus 3, at the path that PROMTOOL names: from a release of prometheus/prometheus, or\n' +
  '  GOBIN=/tmp/promtool go install github.com/prometheus/prometheus/cmd/promtool@v0.316.0\n' +
  '  PROMTOOL=/tmp/promtool/promtool npm run test:alerts';

/** Past Jest's console, which would put a stack trace below each line. */
const report = (text: string) => void process.stderr.write(`\n${text}\n\n`);

if (promtool === undefined) {
  report(`SKIPPED: no alert was evaluated. PROMTOOL is not set.\n${howToGetIt}`);
  it.skip('needs promtool', () => undefined);
} else {
  const rules = alertRulesOf(platforms.platform('production').resolved);

  afterAll(() => report(`${promtoolVersion()}: ${scenarios.length} scenarios, ${rules.length} rules`));

  it('every scenario is of a rule', () => {
    const names = rules.map(({ alert }) => alert);
    for (const { alert } of scenarios) expect(names).toContain(alert);
  });

  it.each(scenarios.map((scenario) => [scenario.alert, scenario.title, scenario] as const))(
    '%s: %s',
    (alert, _, scenario) => {
      const own = rules.filter((rule) => rule.alert === alert);
      expect(evaluate(own, scenario)).toBeUndefined();
    },
  );

  it('tells what fires otherwise than expected', () => {
    const [scenario] = scenarios;
    const found = evaluate(rules, { ...scenario!, fires: [] });
    expect(found).toContain('alertname: vllm-stalled');
  });
}
