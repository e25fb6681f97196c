import type { CheckReport } from '../check-picture';
import { type Finding, remedyOf, subjectOf } from '../finding';

/**
 * A report for people: findings by file with their fixes, then suppressed findings, skipped rules
 * and what no rule can decide.
 */
export function textReport(report: CheckReport, checked: string): string {
  const { findings, suppressed, skipped, unchecked, ran } = report;
  const files = [...new Set(findings.map(({ file }) => file))];
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const sections = [
    ...files.map((file) =>
      fileSection(
        file,
        findings.filter((finding) => finding.file === file),
      ),
    ),
    ...(suppressed.length === 0
      ? []
      : [
          [
            'Suppressed',
            ...suppressed.map(
              ({ finding, suppression }) =>
                `  ${placeOf(finding)} ${finding.object ?? ''} (${finding.rule}): ${suppression.reason}`,
            ),
          ].join('\n'),
        ]),
    ...(report.notRead.length === 0 ? [] : [notReadSection(report)]),
    ...(skipped.length === 0 ? [] : [skippedSection(report)]),
    ...(unchecked.length === 0 ? [] : [uncheckedSection(report)]),
    `${checked}: ${counted(ran.length, 'rule')}, ${counted(errors, 'error')}, ${counted(findings.length - errors, 'warning')}${
      suppressed.length === 0 ? '' : `, ${suppressed.length} suppressed`
    }`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function fileSection(file: string, findings: readonly Finding[]): string {
  const lines = findings.flatMap((finding) => {
    const { rule, severity, line, constructPath, message } = finding;
    const place = line === undefined ? severity : `${severity}:${line}`;
    const by = constructPath === undefined ? '' : `[${constructPath}]`;
    const title = [place, subjectOf(finding), `(${rule})`, by].filter((part) => part !== '').join('  ');
    return [`  ${title}`, ...[message, ...remedyOf(finding)].map((text) => `      ${text}`)];
  });
  return [file === '' ? 'The check itself' : file, ...lines].join('\n');
}

function notReadSection({ notRead }: CheckReport): string {
  return [
    'Not read',
    ...notRead.map(({ path, because, command }) => `  ${path}: ${because}. Run: ${command}`),
  ].join('\n');
}

/** One line for each reason: the JSON report has the ids. */
function skippedSection({ skipped }: CheckReport): string {
  const reasons = [...new Set(skipped.map(({ because }) => because))];
  return [
    'Not run',
    ...reasons.map((because) => {
      const rules = skipped.filter((each) => each.because === because).map(({ rule }) => rule);
      const shown = rules.length > 3 ? '' : ` (${rules.join(', ')})`;
      return `  ${counted(rules.length, 'rule')}${shown}: ${because}`;
    }),
  ].join('\n');
}

function uncheckedSection({ unchecked }: CheckReport): string {
  return [
    'Not checked',
    ...unchecked.map(({ file, object, rule, because }) => `  ${file} ${object} (${rule}): ${because}`),
  ].join('\n');
}

function placeOf({ file, line }: Finding): string {
  return line === undefined ? file : `${file}:${line}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
