import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { type AlertKind, alertKindNames, alertKinds } from '../lib/facts/alert-kinds';
import { runbookTopics } from '../lib/facts/runbook-topics';
import { gpuPoolAlertRules } from '../lib/operations/alerts/gpu-pool-alerts';
import { inferenceAlertRules } from '../lib/operations/alerts/inference-alerts';
import { logWindowMinutes } from '../lib/operations/alerts/log-alerts';
import { minutesOfWindow, queueAlerts } from '../lib/operations/alerts/queue-alerts';
import { watchedGpuPools } from '../lib/operations/alerts/watched-gpu-pools';
import { watchedQueues } from '../lib/operations/alerts/watched-queues';
import { watchedServers } from '../lib/operations/alerts/watched-servers';
import { watchedWorkloads } from '../lib/operations/alerts/watched-workloads';
import { workloadAlertRules } from '../lib/operations/alerts/workload-alerts';
import type { Inventory } from '../lib/operations/inventory/inventory';
import { readInventory } from '../lib/operations/inventory/read-inventory';
import type { ResolvedPlatform } from '../lib/platform/resolved-platform';
import { platform as sample } from '../test/platforms/sample';

const severities = { 1: '1, error', 2: '2, warning', 3: '3, informational', 4: '4, verbose' };
const signals = { prometheus: 'Prometheus', 'service-bus': 'Service Bus', logs: 'logs' };
const header = [
  'Alert',
  'One per',
  'Fires if',
  'After',
  'Reason for the time',
  'Severity',
  'Reads',
  'Runbook',
];

/** Table of the alert kinds in docs/monitoring.md, with the waiting times of a platform. */
export function alertsTable(platform: ResolvedPlatform = sample.resolved): string {
  const minutes = minutesByKind(readInventory(platform));
  const rows = alertKindNames.map((kind) => {
    const { each, fires, reason, severity, signal, topic } = alertKinds[kind];
    const after = range(minutes.filter(([name]) => name === kind).map(([, value]) => value));
    const texts = [each, fires, after, reason, severities[severity], signals[signal], runbookTopics[topic]];
    return [`\`${kind}\``, ...texts];
  });
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function minutesByKind(inventory: Inventory): readonly (readonly [AlertKind, number])[] {
  const rules = [
    ...watchedServers(inventory).flatMap(inferenceAlertRules),
    ...watchedWorkloads(inventory).flatMap(workloadAlertRules),
    ...watchedGpuPools(inventory).flatMap(gpuPoolAlertRules),
  ];
  return [
    ...rules.map(({ kind, forMinutes }) => [kind, forMinutes] as const),
    ...queueAlerts(watchedQueues(inventory)).map(
      ({ kind, window }) => [kind, minutesOfWindow(window)] as const,
    ),
    ...alertKindNames
      .filter((kind) => alertKinds[kind].signal === 'logs')
      .map((kind) => [kind, logWindowMinutes] as const),
  ];
}

function range(minutes: readonly number[]): string {
  const [min, max] = [Math.min(...minutes), Math.max(...minutes)];
  return min === max ? `${min} min` : `${min} to ${max} min`;
}

/** Line before the table. */
export const alertsMarker = '<!-- table: alerts -->\n';

if (require.main === module) {
  const page = path.join(__dirname, 'monitoring.md');
  const [before, after] = readFileSync(page, 'utf8').split(alertsMarker);
  writeFileSync(page, `${before}${alertsMarker}${alertsTable()}\n${after!.replace(/^(?:\|.*\n)*/, '')}`);
}
