import type { EnvironmentChanges } from '../environment-changes';
import type { LimitChange, Limits, Totals } from '../limit-changes';
import { type Detail, limited } from './detail';
import { table } from './markdown';
import { listed, type Markup, m } from './markup';

/** Nodes, replicas and GPUs before and after. */
export function limitSection(
  { limits, hasManifests, unreadable }: EnvironmentChanges,
  detail: Detail,
): readonly string[] {
  const { pools, workloads, gpusRequested } = limits;
  // Without all manifests the sum is wrong.
  const hasSum = hasManifests && !unreadable.some(({ isTerraform }) => !isTerraform);
  const poolRows = pools?.changed.map((change) => rowOf(change, 'node')) ?? [];
  const workloadRows = workloads.map((change) => rowOf(change, 'replica'));
  if (poolRows.length + workloadRows.length === 0) return [];
  const totals = [
    ...(pools === undefined
      ? []
      : [
          totalRow('Maximum nodes of all pools', pools.nodes),
          totalRow('Maximum GPUs of all pools', pools.gpus),
        ]),
    ...(hasSum ? [totalRow('Maximum GPUs that all workloads request', gpusRequested)] : []),
  ];
  return [
    '#### Limits',
    '',
    ...table(
      ['', 'Before', 'After'],
      [...limited([...poolRows, ...workloadRows], detail.rows, 'limits'), ...totals],
      detail,
    ),
  ];
}

function rowOf({ name, before, after }: LimitChange, unit: 'node' | 'replica'): readonly Markup[] {
  const what = unit === 'node' ? m`Node pool ${name}` : m`${name}`;
  return [what, [limitsText(before, unit)], [limitsText(after, unit)]];
}

function limitsText(limits: Limits | undefined, unit: 'node' | 'replica'): string {
  if (limits === undefined) return '–';
  const { min, max, gpusEach } = limits;
  if (max === undefined) return 'unknown';
  const count = min === max ? String(max) : `${min}–${max}`;
  const gpus = gpusEach === 0 ? '' : ` × ${gpusEach ?? '?'} ${gpusEach === 1 ? 'GPU' : 'GPUs'}`;
  return `${count} ${max === 1 ? unit : `${unit}s`}${gpus}`;
}

function totalRow(what: string, { before, after, uncounted }: Totals): readonly Markup[] {
  const and = (names: readonly string[]): Markup =>
    names.length === 0 ? [] : m`, plus an unknown number for ${listed(names, 3)}`;
  return [
    [what],
    [String(before), ...and(uncounted.before)],
    [before === after ? String(after) : `**${after}**`, ...and(uncounted.after)],
  ];
}
