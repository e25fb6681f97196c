import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** An expression, and the verdict of the parser of Prometheus 3.16 without feature flags. */
export interface PrometheusVerdict {
  readonly query: string;
  /** Type of a valid expression. */
  readonly type?: 'scalar' | 'vector' | 'matrix' | 'string';
  /** Message of Prometheus for an invalid expression. */
  readonly error?: string;
  /** The expression is valid with `--enable-feature=promql-experimental-functions`. */
  readonly experimental?: true;
}

/** test/alerts/promql-verdicts.test.ts compares this table with promtool. */
export const prometheusVerdicts: readonly PrometheusVerdict[] = JSON.parse(
  readFileSync(path.join(__dirname, 'prometheus-verdicts.json'), 'utf8'),
);
