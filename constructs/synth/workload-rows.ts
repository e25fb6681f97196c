import { serviceBusSourceName } from '../../lib/engine/scaling/scalers/service-bus';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import type {
  ResolvedCronJob,
  ResolvedInferenceServer,
  ResolvedQueueWorker,
  ResolvedScaling,
} from '../../lib/platform/resolved-workloads';

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

function serverRow(server: ResolvedInferenceServer): readonly string[] {
  const nodes = server.nodes > 1 ? `, ${server.nodes} nodes a replica` : '';
  return workloadRow(server, `${server.name} (${server.model}${nodes})`);
}

function workerRow(worker: ResolvedQueueWorker): readonly string[] {
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

function cronJobRow(job: ResolvedCronJob): readonly string[] {
  const [name, pools, gpus] = workloadRow(job);
  return [name!, pools!, gpus!, '1', `${job.schedule} ${job.timeZone}`];
}

/** One row a workload: where it runs, how often, and by what it is scaled. */
export function workloadRows(platform: ResolvedPlatform): readonly (readonly string[])[] {
  const { gateway } = platform;
  return [
    ...platform.inferenceServers.map(serverRow),
    ...platform.tritonServers.map((server) => workloadRow(server, `${server.name} (Triton)`)),
    ...(gateway === undefined ? [] : [workloadRow(gateway, `${gateway.name} (gateway)`)]),
    ...platform.httpApps.map((app) => workloadRow(app)),
    ...platform.agentApps.map((app) => workloadRow(app)),
    ...platform.queueWorkers.map(workerRow),
    ...platform.cronJobs.map(cronJobRow),
  ];
}

/** Where the GPU memory of each known model goes, and what is left of it. */
export function modelRows({
  inferenceServers,
}: Pick<ResolvedPlatform, 'inferenceServers'>): readonly (readonly string[])[] {
  return inferenceServers.flatMap(({ name, sizing, gpuMemoryUtilization }) =>
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
