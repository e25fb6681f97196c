import type { Inventory } from '../inventory/inventory';
import { gpuPoolsOf } from '../inventory/read-pools';
import type { WatchedGpuPool } from './gpu-pool-alerts';
import { watchedKinds } from './watched-workloads';

/** GPU pools with alerts. */
export function watchedGpuPools({
  pools,
  workloads,
  cluster,
}: Pick<Inventory, 'pools' | 'workloads' | 'cluster'>): readonly WatchedGpuPool[] {
  const onGpus = workloads.flatMap(({ name, namespace, pools, gpus, podOwner }) =>
    gpus.perPod === 0 || podOwner === undefined
      ? []
      : [{ name, namespace, kind: watchedKinds[podOwner], pools }],
  );
  return gpuPoolsOf(pools).map(({ name, maxNodes, overcommit, gpu }) => ({
    name,
    maxNodes,
    gpusPerNode: gpu.count,
    workloads: onGpus
      .filter((workload) => workload.pools.includes(name))
      .map(({ pools: _, ...workload }) => workload),
    overcommit,
    nodeProvisionMinutes: cluster.autoscaler.maxNodeProvisionMinutes,
  }));
}
