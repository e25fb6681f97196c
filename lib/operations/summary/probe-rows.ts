import {
  secondsOutOfService,
  secondsUntilDeadIsRestarted,
  secondsUntilKilledWhileBusy,
  startupBudgetSeconds,
} from '../../engine/probes/probe-bounds';
import type { InventoryWorkload } from '../inventory/inventory-workload';

export const probeHeads = [
  'workload',
  'startup limit',
  'liveness kills after',
  'restarted within',
  'unready after',
] as const;

/** Worst-case times of the probes of each workload, seconds. */
export function probeRows(workloads: readonly InventoryWorkload[]): readonly (readonly string[])[] {
  return workloads.flatMap(({ name, probes }) => {
    if (probes === undefined) return [];
    const { plan, graceSeconds, heartbeat, hasOwnHealth } = probes;
    const busy = secondsOutOfService(plan, hasOwnHealth ? 'fails' : 'silent').untilUnreadySeconds;
    return [
      [
        name,
        String(startupBudgetSeconds(plan)),
        String(secondsUntilKilledWhileBusy(plan, heartbeat)),
        String(secondsUntilDeadIsRestarted(plan, graceSeconds, heartbeat).restartedSeconds),
        Number.isFinite(busy) ? String(busy) : '-',
      ],
    ];
  });
}
