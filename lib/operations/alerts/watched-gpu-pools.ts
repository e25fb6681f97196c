import type { ResolvedPlatform } from '../../platform/resolved-platform';
import { workloadsOf } from '../../platform/workloads/workload-kinds';
import type { WatchedGpuPool } from './gpu-pool-alerts';

/** GPU pools with alerts. */
export function watchedGpuPools(
  platform: Pick<ResolvedPlatform, 'cluster' | 'nodePools' | 'workloads'>,
): readonly WatchedGpuPool[] {
  const onGpus = [
    ...workloadsOf(platform, 'inference-server').map((server) => ({
      ...server,
      kind: server.nodes > 1 ? ('LeaderWorkerSet' as const) : ('Deployment' as const),
    })),
    ...workloadsOf(platform, 'triton-server').map((server) => ({ ...server, kind: 'Deployment' as const })),
    ...workloadsOf(platform, 'queue-worker')
      .filter(({ gpus = 0 }) => gpus > 0)
      .map((worker) => ({
        ...worker,
        kind: worker.plan.mode === 'job' ? ('Job' as const) : ('Deployment' as const),
      })),
    ...workloadsOf(platform, 'cron-job')
      .filter(({ gpus = 0 }) => gpus > 0)
      .map((job) => ({ ...job, kind: 'Job' as const })),
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
