import type { GpuDemand } from '../engine/scheduling/gpu-capacity';
import type { ResolvedPlatform } from './resolved-platform';
import { kindOf } from './workloads/workload-kinds';

/** GPUs that each workload may request, from its minimum replicas to its maximum. */
export function gpuDemands({ workloads }: Pick<ResolvedPlatform, 'workloads'>): readonly GpuDemand[] {
  return workloads.flatMap((workload) => {
    const demand = kindOf(workload).gpuDemand(workload);
    const pools = workload.nodePools.map(({ name }) => name);
    return demand === undefined || demand.gpus === 0 || pools.length === 0
      ? []
      : [{ name: workload.name, pools, ...demand }];
  });
}
