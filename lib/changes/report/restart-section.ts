import type { EnvironmentChanges } from '../environment-changes';
import type { Use } from '../kubernetes/stale-pods';
import type { WorkloadRestart } from '../kubernetes/workload-restarts';
import type { Limits } from '../limit-changes';
import { type Detail, duration, limited } from './detail';
import { fieldNames } from './field-names';
import { table, toMarkdown } from './markdown';
import { joined, listed, type Markup, m } from './markup';

/** What restarts, when, and what does not although it reads what changes. */
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
      ['Restarts', 'Pods', 'How', 'Because of'],
      limited(restartRows, detail.rows, 'workloads'),
      detail,
    ),
    ...table(
      ['Does not restart', 'Although this changes', 'What its pods see of it'],
      limited(staleRows, detail.rows, 'workloads'),
      detail,
    ),
    ...(charts.length === 0
      ? []
      : [
          toMarkdown(
            m`Pods of charts are not seen here: ${listed(charts, Math.max(detail.rows, 1))}.`,
            detail,
          ),
          '',
        ]),
  ];
}

const useTexts: Readonly<Record<Use, string>> = {
  environment: 'variables: nothing until they are made anew',
  file: 'files: new ones within a minute or two, which the process has to read again',
  'sub-path': 'files by subPath: nothing until they are made anew',
  mount: 'mounted secrets: new ones at the next rotation of the driver, where it is switched on',
  account: 'the identity: nothing until they are made anew',
};

function podsText(replicas: Limits | undefined): string {
  if (replicas === undefined) return '';
  const { least, most, podsEach = 1 } = replicas;
  const count = least === most ? String(most) : `${least}–${most}`;
  return podsEach === 1 ? count : `${count} × ${podsEach}`;
}

function courseOf({ when, how, startSeconds, endSeconds }: WorkloadRestart): Markup {
  const times = [
    `up to ${duration(endSeconds)} to end`,
    ...(startSeconds === undefined ? [] : [`up to ${duration(startSeconds)} to start`]),
  ].join(', ');
  switch (when) {
    case 'now':
      return [`${how}; ${times}`];
    case 'next run':
      return [`from the next run on; ${how}`];
    case 'on delete':
      return [`as somebody deletes a pod: ${how}`];
    case 'paused':
      return [`not yet: ${how}`];
    case 'jobs end':
      return [`at once: ${how}`];
  }
}

function syncText({ syncTimes: { windows, manual } }: EnvironmentChanges, detail: Detail): readonly string[] {
  const most = Math.max(detail.rows, 1);
  return [
    'With the sync after the merge:',
    ...(windows.length === 0 ? [] : [toMarkdown(m` sync windows are ${listed(windows, most)}.`, detail)]),
    ...(manual.length === 0 ? [] : [toMarkdown(m` by hand are synced ${listed(manual, most)}.`, detail)]),
  ];
}
