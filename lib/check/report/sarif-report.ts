import type { CheckReport } from '../check-picture';
import { describeFinding, type Finding } from '../finding';

/**
 * A report for code scanning: GitHub and Azure DevOps show it on the line of the pull request.
 * Source: docs.oasis-open.org/sarif/sarif/v2.1.0 (2026-11).
 */
export function sarifReport(report: CheckReport, version: string): string {
  return `${JSON.stringify(sarifLog(report, version), null, 2)}\n`;
}

/** The report as an object. */
export function sarifLog({ findings, suppressed, ran }: CheckReport, version: string) {
  const own = ran.map((rule) => ({
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: `${rule.why} Source: ${rule.source}` },
    defaultConfiguration: { level: rule.severity },
  }));
  const ids = own.map(({ id }) => id as string);
  // Findings of the check itself: unreadable files, unused suppressions.
  const others = [...new Set(findings.map(({ rule }) => rule))].filter((id) => !ids.includes(id));
  const rules = [...own, ...others.map((id) => ({ id, shortDescription: { text: id } }))];
  const index = new Map(rules.map(({ id }, position) => [id as string, position]));
  const result = (finding: Finding, reason?: string) => ({
    ruleId: finding.rule,
    ruleIndex: index.get(finding.rule),
    level: finding.severity,
    message: { text: describeFinding(finding) },
    ...(finding.file === '' ? {} : { locations: [locationOf(finding)] }),
    partialFingerprints: { 'finding/v1': fingerprint(finding) },
    ...(reason === undefined ? {} : { suppressions: [{ kind: 'inSource' as const, justification: reason }] }),
  });
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0' as const,
    runs: [
      {
        tool: { driver: { name: 'aks-ai', version, rules } },
        columnKind: 'utf16CodeUnits' as const,
        results: [
          ...findings.map((finding) => result(finding)),
          ...suppressed.map(({ finding, suppression }) => result(finding, suppression.reason)),
        ],
      },
    ],
  };
}

function locationOf({ file, line, object, field }: Finding) {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(file) },
      ...(line === undefined ? {} : { region: { startLine: line } }),
    },
    ...(object === undefined
      ? {}
      : { logicalLocations: [{ fullyQualifiedName: field === undefined ? object : `${object}, ${field}` }] }),
  };
}

/** Stays the same when the line number of the finding changes. */
function fingerprint({ rule, file, object = '', field = '' }: Finding): string {
  return [rule, file, object, field].join('|');
}
