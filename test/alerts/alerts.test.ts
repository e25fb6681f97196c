import { platform } from '../platforms/sample';
import { alertRulesOf } from './alert-rules';
import { evaluate } from './promtool';
import { scenarios } from './scenarios';
import { report, withPromtool } from './with-promtool';

withPromtool('no alert was evaluated', (version) => {
  const rules = alertRulesOf(platform.resolved);

  afterAll(() => report(`${version}: ${scenarios.length} scenarios, ${rules.length} rules`));

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

  it('reports alerts that differ from the expected ones', () => {
    const [scenario] = scenarios;
    const found = evaluate(rules, { ...scenario!, fires: [] });
    expect(found).toContain('alertname: vllm-stalled');
  });
});
