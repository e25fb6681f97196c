import { promtool, promtoolVersion } from './promtool';

const howToGetIt =
  'This tier needs promtool of Prometheus 3, at the path that PROMTOOL names: from a release of prometheus/prometheus, or\n' +
  '  GOBIN=/tmp/promtool go install github.com/prometheus/prometheus/cmd/promtool@v0.316.0\n' +
  '  PROMTOOL=/tmp/promtool/promtool npm run test:alerts';

/** Past Jest's console, which would put a stack trace below each line. */
export const report = (text: string) => void process.stderr.write(`\n${text}\n\n`);

/** Tests that need promtool. Without it, they are skipped with a message. */
export function withPromtool(missed: string, tests: (version: string) => void): void {
  if (promtool === undefined) {
    report(`SKIPPED: ${missed}. PROMTOOL is not set.\n${howToGetIt}`);
    it.skip('needs promtool', () => undefined);
  } else tests(promtoolVersion());
}
