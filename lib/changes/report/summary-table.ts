import type { EnvironmentChanges } from '../environment-changes';
import type { Totals } from '../limit-changes';
import { counted, type Detail } from './detail';
import { table } from './markdown';
import { type Markup, m } from './markup';
import { type Risk, type RiskKind, riskKinds } from './risk';

const header = ['Environment', 'Risks', 'Restarts', 'Maximum GPUs', 'Objects', 'Azure', 'Check'];

/** A row for each environment, the worst risk first. */
export function summaryTable(
  environments: readonly EnvironmentChanges[],
  risks: readonly Risk[],
  detail: Detail,
): readonly string[] {
  const risksIn = (environment: string) => risks.filter((risk) => risk.environment === environment);
  const sorted = [...environments].sort(
    (a, b) => worst(risksIn(a.environment)) - worst(risksIn(b.environment)),
  );
  const rows = sorted.map((each) => rowOf(each, risksIn(each.environment)));
  return table(header, rows, detail);
}

function worst(risks: readonly Risk[]): number {
  const kinds = Object.keys(riskKinds);
  return Math.min(kinds.length, ...risks.map(({ kind }) => kinds.indexOf(kind)));
}

function rowOf(changes: EnvironmentChanges, risks: readonly Risk[]): readonly Markup[] {
  const { environment, is, restarts, stale, limits, applications, azure, findings } = changes;
  const sum = (count: (each: (typeof applications)[number]) => number) =>
    applications.reduce((total, each) => total + count(each), 0);
  const inAzure = (count: (each: NonNullable<typeof azure>[number]) => number) =>
    (azure ?? []).reduce((total, each) => total + count(each), 0);
  const restarting = restarts.filter(({ when }) => when === 'now' || when === 'jobs end').length;
  // Removing an environment from the code deletes nothing.
  if (is === 'removed')
    return [[...m`${environment}`, ', removed'], [risksText(risks)], ['–'], ['–'], ['kept'], ['kept'], ['–']];
  const word = is === 'added' ? ', new' : changes.isAbandoned ? ', no longer synthesized' : '';
  return [
    [...m`${environment}`, word],
    [risksText(risks)],
    [
      listOf([
        [restarting, counted(restarting, 'workload')],
        [
          stale.length,
          stale.length === 1
            ? '1 workload does not restart although its configuration changes'
            : `${stale.length} workloads do not restart although their configuration changes`,
        ],
      ]),
    ],
    [limits.pools === undefined ? 'not compared' : totalsText(limits.pools.gpus)],
    [
      !changes.hasManifests
        ? 'none yet'
        : listOf([
            [sum(({ added }) => added.length), `${sum(({ added }) => added.length)} new`],
            [sum(({ changed }) => changed.length), `${sum(({ changed }) => changed.length)} changed`],
            [sum(({ removed }) => removed.length), `${sum(({ removed }) => removed.length)} removed`],
          ]),
    ],
    [
      azure === undefined
        ? changes.isAbandoned
          ? 'kept'
          : 'not compared'
        : listOf([
            [
              inAzure(({ replaced }) => replaced.length),
              `${inAzure(({ replaced }) => replaced.length)} replaced`,
            ],
            [inAzure(({ added }) => added.length), `${inAzure(({ added }) => added.length)} new`],
            [inAzure(({ changed }) => changed.length), `${inAzure(({ changed }) => changed.length)} changed`],
            [
              inAzure(({ removed }) => removed.length),
              `${inAzure(({ removed }) => removed.length)} destroyed`,
            ],
            [
              inAzure(({ imported }) => imported.length),
              `${inAzure(({ imported }) => imported.length)} imported`,
            ],
            [
              inAzure(({ forgotten }) => forgotten.length),
              `${inAzure(({ forgotten }) => forgotten.length)} no longer managed`,
            ],
          ]),
    ],
    [
      listOf([
        [findings.added.length, `${findings.added.length} new`],
        [findings.suppressed.length, `${findings.suppressed.length} suppressed`],
        [findings.resolved.length, `${findings.resolved.length} resolved`],
      ]),
    ],
  ];
}

function risksText(risks: readonly Risk[]): string {
  const kinds = Object.entries(riskKinds) as (readonly [RiskKind, string])[];
  const texts = kinds.flatMap(([kind, word]) => {
    const count = risks.filter((risk) => risk.kind === kind).length;
    return count === 0 ? [] : [`${count} × ${word}`];
  });
  return texts.length === 0 ? '–' : `**${texts.join(', ')}**`;
}

function listOf(parts: readonly (readonly [count: number, text: string])[]): string {
  const texts = parts.filter(([count]) => count > 0).map(([, text]) => text);
  return texts.length === 0 ? '–' : texts.join(', ');
}

/** `21 → 18 + ?`, with a question mark for unknown numbers. */
function totalsText({ before, after, uncounted }: Totals): string {
  const text = (count: number, names: readonly string[]) => `${count}${names.length === 0 ? '' : ' + ?'}`;
  const [old, now] = [text(before, uncounted.before), text(after, uncounted.after)];
  return old === now ? now : `**${old} → ${now}**`;
}
