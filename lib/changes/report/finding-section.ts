import type { ChangedFinding, FindingChanges } from '../finding-changes';
import { type Detail, limited } from './detail';
import { table } from './markdown';
import { listed, type Markup, m } from './markup';

/** New, suppressed and resolved findings of the check. */
export function findingSection(
  { added, resolved, suppressed }: FindingChanges,
  detail: Detail,
): readonly string[] {
  const rows = <T extends ChangedFinding>(
    word: (finding: T) => string,
    findings: readonly T[],
    textOf: (finding: T) => Markup = (finding) => m`${finding.text}`,
  ) =>
    sameFindings(findings).map((group) => ({
      count: group.length,
      row: [
        [word(group[0]!)],
        listed(
          group.map(({ of }) => of),
          Math.max(detail.fields, 1),
        ),
        textOf(group[0]!),
        m`${group[0]!.rule}`,
      ] as readonly Markup[],
    }));
  const all = [
    ...rows(
      ({ severity }) => `new ${severity}`,
      added,
      ({ text, remedy }) => m`${`${text} ${remedy}`}`,
    ),
    ...rows(
      () => 'suppressed',
      suppressed,
      ({ text, reason }) => m`${text} Reason: ${reason}`,
    ),
    ...rows(() => 'resolved', resolved),
  ];
  if (all.length === 0) return [];
  return [
    '#### Check',
    '',
    ...table(
      ['', 'Object', 'Finding', 'Rule'],
      limited(
        all.map(({ row }) => row),
        detail.rows,
        'findings',
        all.map(({ count }) => count),
      ),
      detail,
    ),
  ];
}

/** Groups findings that differ only in their object. */
export function sameFindings<T extends ChangedFinding>(findings: readonly T[]): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const finding of findings) {
    const { of: _, ...same } = finding;
    const key = JSON.stringify(same);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
}
