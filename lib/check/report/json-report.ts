import type { CheckReport } from '../check-picture';

/** A report for programs. */
export function jsonReport({ findings, suppressed, skipped, unchecked, notRead, ran }: CheckReport): string {
  const report = {
    version: 1,
    findings,
    suppressed: suppressed.map(({ finding, suppression }) => ({ ...finding, reason: suppression.reason })),
    skipped,
    unchecked,
    notRead,
    rules: ran.map(({ id }) => id),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
