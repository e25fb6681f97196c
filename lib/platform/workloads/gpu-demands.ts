import type { GpuDemand } from '../../engine/scheduling/gpu-capacity';
import type { ResolvedPlatform } from '../resolved-platform';
import { kindOf } from './workload-kinds';

/** GPUs that each workload may request, from its minimum replicas to its maximum. */
export function gpuDemands({ workloads }: Pick<ResolvedPlatform, 'workloads'>): readonly GpuDemand[] {
  return workloads.flatMap((workload) => {
    const kind = kindOf(workload);
    const { perPod = 0, podsPerReplica = 1 } = kind.gpus(workload) ?? {};
    const { min, max } = kind.replicas(workload) ?? { min: 0, max: 0 };
    const pools = workload.nodePools.map(({ name }) => name);
    return perPod === 0 || pools.length === 0
      ? []
      : [{ name: workload.name, pools, gpus: perPod, podsPerReplica, minReplicas: min, maxReplicas: max }];
  });
}
