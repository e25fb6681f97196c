import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { stringify } from 'yaml';
import type { EvaluatedRule } from './alert-rules';
import type { Scenario } from './scenarios';

/** The binary that PROMTOOL names. */
export const promtool = process.env['PROMTOOL'];

export function promtoolVersion(): string {
  return execFileSync(promtool!, ['--version'], { encoding: 'utf8' }).split('\n')[0]!;
}

/**
 * Has Prometheus' own engine evaluate the rules on the series of a scenario, minute by minute.
 *
 * @returns what promtool prints where anything else fires than expected; undefined if all is as expected.
 */
export function evaluate(rules: readonly EvaluatedRule[], scenario: Scenario): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'alerts-'));
  try {
    writeFileSync(path.join(folder, 'rules.yaml'), stringify(ruleFile(rules)));
    writeFileSync(path.join(folder, 'test.yaml'), stringify(testFile(scenario)));
    execFileSync(promtool!, ['test', 'rules', 'test.yaml'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    return undefined;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Without annotations: what fires is looked at, not what it says. */
const ruleFile = (rules: readonly EvaluatedRule[]) => ({
  groups: [
    {
      name: 'alerts',
      interval: '1m',
      rules: rules.map(({ alert, expression, forMinutes }) => ({
        alert,
        expr: expression,
        for: `${forMinutes}m`,
      })),
    },
  ],
});

const testFile = ({ series, at, alert, fires }: Scenario) => ({
  rule_files: ['rules.yaml'],
  evaluation_interval: '1m',
  tests: [
    {
      interval: '1m',
      input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
      alert_rule_test: [
        {
          eval_time: `${at}m`,
          alertname: alert,
          exp_alerts: fires.map((labels) => ({ exp_labels: labels })),
        },
      ],
    },
  ],
});
