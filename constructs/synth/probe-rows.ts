import type { Heartbeat } from '../../lib/engine/probes/heartbeat';
import { liteLlmPort, liteLlmProbePlan } from '../../lib/engine/probes/litellm-probes';
import {
  secondsOutOfService,
  secondsUntilDeadIsRestarted,
  secondsUntilKilledWhileBusy,
  startupBudgetSeconds,
} from '../../lib/engine/probes/probe-bounds';
import type { ProbePlan, WorkerProbePlan } from '../../lib/engine/probes/probe-plan';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { workloadsOf } from '../../lib/platform/workloads/workload-kinds';

interface Probed {
  readonly name: string;
  readonly probes: ProbePlan | WorkerProbePlan;
  readonly graceSeconds: number;
  readonly heartbeat?: Heartbeat;
  /** Something else than the thread that works answers for health, or the file. */
  readonly hasOwnHealth: boolean;
}

export const probeHeads = [
  'workload',
  'a start may take',
  'killed after a silence of',
  'dead: restarted within',
  'busy: no requests after',
] as const;

/** What the probes of each workload promise at worst, in seconds. */
export function probeRows(platform: ResolvedPlatform): readonly (readonly string[])[] {
  return probed(platform).map(({ name, probes, graceSeconds, heartbeat, hasOwnHealth }) => {
    const busy = secondsOutOfService(probes, hasOwnHealth ? 'fails' : 'silent').untilUnreadySeconds;
    return [
      name,
      String(startupBudgetSeconds(probes)),
      String(secondsUntilKilledWhileBusy(probes, heartbeat)),
      String(secondsUntilDeadIsRestarted(probes, graceSeconds, heartbeat).restartedSeconds),
      Number.isFinite(busy) ? String(busy) : '-',
    ];
  });
}

function probed(platform: ResolvedPlatform): readonly Probed[] {
  const servers = workloadsOf(platform, 'inference-server', 'triton-server', 'agent-app');
  return [
    ...servers.map(({ name, probes, shutdown }) => ({
      name,
      probes,
      graceSeconds: shutdown.terminationGracePeriodSeconds,
      // Of these servers the API has threads of its own.
      hasOwnHealth: true,
    })),
    ...workloadsOf(platform, 'http-app').map(({ name, probes, shutdown, health }) => ({
      name,
      probes,
      graceSeconds: shutdown.terminationGracePeriodSeconds,
      ...(health.type === 'heartbeat' ? { heartbeat: health.heartbeat } : {}),
      hasOwnHealth: health.type === 'thread',
    })),
    ...workloadsOf(platform, 'queue-worker').map(({ name, plan }) => ({
      name,
      probes: plan.probes,
      graceSeconds: plan.terminationGracePeriodSeconds,
      heartbeat: plan.heartbeat,
      hasOwnHealth: true,
    })),
    ...workloadsOf(platform, 'litellm-gateway').map(({ name, shutdown }) => ({
      name,
      probes: liteLlmProbePlan(liteLlmPort),
      graceSeconds: shutdown.terminationGracePeriodSeconds,
      hasOwnHealth: true,
    })),
  ];
}
