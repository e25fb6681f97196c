import type { EnvironmentChanges } from '../environment-changes';
import type { Use } from '../kubernetes/stale-pods';
import type { WorkloadRestart } from '../kubernetes/workload-restarts';
import type { Limits } from '../limit-changes';
import { type Detail, duration, limited } from './detail';
import { fieldNames } from './field-names';
import { table, toMarkdown } from './markdown';
import { joined, listed, type Markup, m } from './markup';

/** Workloads that restart, and workloads that keep old content. */
export function restartSection(changes: EnvironmentChanges, detail: Detail): readonly string[] {
  const { restarts, stale, charts } = changes;
  if (restarts.length + stale.length + charts.length === 0) return [];
  const restartRows = restarts.map((restart): readonly Markup[] => [
    m`${restart.workload}`,
    [podsText(restart.replicas)],
    courseOf(restart),
    listed(fieldNames(restart.because), Math.max(detail.fields, 1)),
  ]);
  const staleRows = stale.map(({ source, workload, uses }): readonly Markup[] => [
    m`${workload}`,
    m`${source}`,
    joined(
      uses.map((use) => [useTexts[use]]),
      '; ',
    ),
  ]);
  return [
    '#### Pods',
    '',
    ...(restarts.length === 0 ? [] : [...syncText(changes, detail), '']),
    ...table(
      ['Restarts', 'Pods', 'How', 'Changed fields'],
      limited(restartRows, detail.rows, 'workloads'),
      detail,
    ),
    ...table(
      ['Does not restart', 'Reads the changed object', 'Running pods see'],
      limited(staleRows, detail.rows, 'workloads'),
      detail,
    ),
    ...(charts.length === 0
      ? []
      : [
          toMarkdown(
            m`The report does not see the pods of Helm charts that change: ${listed(charts, Math.max(detail.rows, 1))}.`,
            detail,
          ),
          '',
        ]),
  ];
}

const useTexts: Readonly<Record<Use, string>> = {
  environment: 'the old environment variables until the pods are recreated',
  file: 'the new files within two minutes, if the process reads them again',
  'sub-path': 'the old subPath files until the pods are recreated',
  mount: 'the new mounted secrets at the next rotation of the CSI driver, if rotation is enabled',
  account: 'the old identity until the pods are recreated',
};

function podsText(replicas: Limits | undefined): string {
  if (replicas === undefined) return '';
  const { min, max, podsEach = 1 } = replicas;
  const count = min === max ? String(max) : `${min}–${max}`;
  return podsEach === 1 ? count : `${count} × ${podsEach}`;
}

function courseOf({ when, how, startSeconds, endSeconds }: WorkloadRestart): Markup {
  const times = [
    `up to ${duration(endSeconds)} to stop`,
    ...(startSeconds === undefined ? [] : [`up to ${duration(startSeconds)} to start`]),
  ].join(', ');
  switch (when) {
    case 'now':
      return [`${how}; ${times}`];
    case 'next run':
      return [`from the next run on; ${how}`];
    case 'on delete':
      return [`when you delete a pod: ${how}`];
    case 'paused':
      return [`not yet: ${how}`];
    case 'jobs end':
      return [`at once: ${how}`];
  }
}

function syncText({ syncTimes: { windows, manual } }: EnvironmentChanges, detail: Detail): readonly string[] {
  const max = Math.max(detail.rows, 1);
  return [
    'These restarts follow the sync after the merge.',
    ...(windows.length === 0 ? [] : [toMarkdown(m`Sync windows: ${listed(windows, max)}.`, detail)]),
    ...(manual.length === 0
      ? []
      : [toMarkdown(m`Applications without automated sync: ${listed(manual, max)}.`, detail)]),
  ];
}
