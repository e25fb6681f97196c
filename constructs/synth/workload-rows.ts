import { serviceBusSourceName } from '../../lib/engine/scaling/scalers/service-bus';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import type { ResolvedScaling } from '../../lib/platform/workloads/resolve-scaling';
import { type WorkloadOf, workloadsOf } from '../../lib/platform/workloads/workload-kinds';

interface Row {
  readonly name: string;
  readonly nodePools: readonly { readonly name: string }[];
  readonly gpus?: number | undefined;
  readonly replicas?: number | undefined;
  readonly scaling?: ResolvedScaling | undefined;
}

function workloadRow(row: Row, label = row.name): readonly string[] {
  const { scaling } = row;
  return [
    label,
    row.nodePools.map((pool) => pool.name).join(', then '),
    row.gpus === undefined ? '-' : String(row.gpus),
    scaling === undefined
      ? String(row.replicas ?? 1)
      : `${scaling.plan.minReplicas}-${scaling.plan.maxReplicas}`,
    scaling === undefined
      ? 'fixed'
      : `${scaling.name}: ${scaling.triggers.map(({ spec }) => spec.description).join('; ')}`,
  ];
}

function serverRow(server: WorkloadOf<'inference-server'>): readonly string[] {
  const nodes = server.nodes > 1 ? `, ${server.nodes} nodes a replica` : '';
  return workloadRow(server, `${server.name} (${server.model}${nodes})`);
}

function workerRow(worker: WorkloadOf<'queue-worker'>): readonly string[] {
  const [name, pools, gpus] = workloadRow(worker);
  const kind = worker.plan.mode === 'job' ? 'a job for' : 'a replica for';
  return [
    name!,
    pools!,
    gpus!,
    `${worker.minReplicas}-${worker.maxReplicas}`,
    `${kind} ${worker.plan.messagesPerReplica} of ${serviceBusSourceName(worker.source)}`,
  ];
}

function cronJobRow(job: WorkloadOf<'cron-job'>): readonly string[] {
  const [name, pools, gpus] = workloadRow(job);
  return [name!, pools!, gpus!, '1', `${job.schedule} ${job.timeZone}`];
}

/** One row a workload: where it runs, how often, and by what it is scaled. */
export function workloadRows(platform: ResolvedPlatform): readonly (readonly string[])[] {
  return [
    ...workloadsOf(platform, 'inference-server').map(serverRow),
    ...workloadsOf(platform, 'triton-server').map((server) => workloadRow(server, `${server.name} (Triton)`)),
    ...workloadsOf(platform, 'litellm-gateway', 'inference-gateway').map((gateway) =>
      workloadRow(gateway, `${gateway.name} (gateway)`),
    ),
    ...workloadsOf(platform, 'http-app', 'agent-app').map((app) => workloadRow(app)),
    ...workloadsOf(platform, 'queue-worker').map(workerRow),
    ...workloadsOf(platform, 'cron-job').map(cronJobRow),
  ];
}

/** Where the GPU memory of each known model goes, and what is left of it. */
export function modelRows(platform: Pick<ResolvedPlatform, 'workloads'>): readonly (readonly string[])[] {
  return workloadsOf(platform, 'inference-server').flatMap(({ name, sizing, gpuMemoryUtilization }) =>
    sizing === undefined
      ? []
      : [
          [
            name,
            `${gib(sizing.gpuBytes)}, of which ${Math.round(gpuMemoryUtilization * 100)} %`,
            gib(sizing.weightBytes),
            gib(sizing.overheadBytes),
            gib(sizing.cacheBytes),
            String(sizing.contextTokens),
            String(sizing.longestContextTokens),
            String(sizing.concurrentRequests),
          ],
        ],
  );
}

function gib(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}
