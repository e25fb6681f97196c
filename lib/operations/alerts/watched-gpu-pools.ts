import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { WatchedGpuPool } from './gpu-pool-alerts';

/** The GPU pools as their alerts see them. */
export function watchedGpuPools(
  platform: Pick<
    ResolvedPlatform,
    'cluster' | 'nodePools' | 'inferenceServers' | 'tritonServers' | 'queueWorkers' | 'cronJobs'
  >,
): readonly WatchedGpuPool[] {
  const onGpus = [
    ...platform.inferenceServers.map((server) => ({
      ...server,
      kind: server.nodes > 1 ? ('LeaderWorkerSet' as const) : ('Deployment' as const),
    })),
    ...platform.tritonServers.map((server) => ({ ...server, kind: 'Deployment' as const })),
    ...platform.queueWorkers
      .filter(({ gpus = 0 }) => gpus > 0)
      .map((worker) => ({
        ...worker,
        kind: worker.plan.mode === 'job' ? ('Job' as const) : ('Deployment' as const),
      })),
    ...platform.cronJobs.filter(({ gpus = 0 }) => gpus > 0).map((job) => ({ ...job, kind: 'Job' as const })),
  ];
  return platform.nodePools.flatMap((pool) => {
    const { name, maxNodes, overcommit, vmSize } = pool;
    if (vmSize.gpu === undefined) return [];
    return [
      {
        name,
        maxNodes,
        gpusPerNode: vmSize.gpu.count,
        workloads: onGpus
          .filter(({ nodePools }) => nodePools.some((candidate) => candidate.name === name))
          .map((workload) => ({
            name: workload.name,
            namespace: workload.namespace,
            kind: workload.kind,
          })),
        overcommit,
        nodeProvisionMinutes: platform.cluster.autoscaler.maxNodeProvisionMinutes,
      },
    ];
  });
}
