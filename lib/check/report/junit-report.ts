import type { CheckReport } from '../check-picture';
import { describeFinding, type Finding } from '../finding';

/**
 * A report for test runners: a test case for each rule that ran, failed if it has a finding at the
 * failure level. Source: the schema of github.com/jenkinsci/xunit-plugin, which Azure Pipelines and
 * GitLab also read (2026-11).
 */
export function junitReport(
  { findings, skipped, ran }: CheckReport,
  isFailure: (finding: Finding) => boolean,
): string {
  const ids = [...new Set([...ran.map(({ id }) => id as string), ...findings.map(({ rule }) => rule)])];
  const failing = (id: string) => findings.filter((finding) => finding.rule === id && isFailure(finding));
  const cases = ids.map((id) => {
    const failures = failing(id);
    const warnings = findings.filter((finding) => finding.rule === id && !isFailure(finding));
    const body = [
      ...(failures.length === 0
        ? []
        : [
            element(
              'failure',
              { message: counted(failures.length), type: id },
              failures.map(line).join('\n'),
            ),
          ]),
      ...(warnings.length === 0 ? [] : [element('system-out', {}, warnings.map(line).join('\n'))]),
    ];
    return element('testcase', { classname: id.split('/')[0]!, name: id }, '', body);
  });
  const skippedCases = skipped.map(({ rule, because }) =>
    element('testcase', { classname: rule.split('/')[0]!, name: rule }, '', [
      element('skipped', { message: because }, ''),
    ]),
  );
  const counts = {
    tests: String(ids.length + skipped.length),
    failures: String(ids.filter((id) => failing(id).length > 0).length),
    skipped: String(skipped.length),
  };
  const suite = element('testsuite', { name: 'aks-ai check', ...counts }, '', [...cases, ...skippedCases]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', counts, '', [suite])}\n`;
}

function line(finding: Finding): string {
  const place = finding.line === undefined ? finding.file : `${finding.file}:${finding.line}`;
  return `${place}: ${describeFinding(finding)}`;
}

function counted(count: number): string {
  return count === 1 ? '1 finding' : `${count} findings`;
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  text: string,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const content = children.length === 0 ? escaped(text) : `\n${children.join('\n')}\n`;
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/** Removes characters that XML does not allow and escapes the rest. */
function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}
