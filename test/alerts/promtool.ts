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
  return run(['test', 'rules', 'test.yaml'], {
    'rules.yaml': ruleFile(rules),
    'test.yaml': testFile(scenario),
  });
}

/** An expression, the series that it finds a value a minute of, and what it is after `at` minutes. */
export interface Question {
  readonly expression: string;
  readonly series: Readonly<Record<string, string>>;
  readonly at: number;
  /** Values by labels, `{pool="gpupool"}`. */
  readonly answers: Readonly<Record<string, number>>;
}

/** @returns what promtool prints where the answer is another; undefined if it is as expected. */
export function ask({ expression, series, at, answers }: Question): string | undefined {
  const promql_expr_test = [
    {
      expr: expression,
      eval_time: `${at}m`,
      exp_samples: Object.entries(answers).map(([labels, value]) => ({ labels, value })),
    },
  ];
  const tests = [{ interval: '1m', input_series: inputSeries(series), promql_expr_test }];
  return run(['test', 'rules', 'test.yaml'], { 'test.yaml': { evaluation_interval: '1m', tests } });
}

/** @returns what Prometheus' own parser does not take; undefined if it takes all of them. */
export function parse(expressions: readonly string[]): string | undefined {
  const rules = expressions.map((expr, index) => ({ record: `expression_${index}`, expr }));
  return run(['check', 'rules', 'rules.yaml'], { 'rules.yaml': { groups: [{ name: 'all', rules }] } });
}

function run(arguments_: readonly string[], files: Readonly<Record<string, object>>): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'alerts-'));
  try {
    for (const [name, content] of Object.entries(files))
      writeFileSync(path.join(folder, name), stringify(content));
    execFileSync(promtool!, arguments_, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    return undefined;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Rules without annotations: the tests compare which alerts fire, not their texts. */
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
      input_series: inputSeries(series),
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

const inputSeries = (series: Scenario['series']) =>
  Object.entries(series).map(([name, values]) => ({ series: name, values }));
