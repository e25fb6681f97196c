import type { GpuDemand } from '../../engine/scheduling/gpu-capacity';
import type { ResolvedPlatform } from '../resolved-platform';
import { kindOf } from './workload-kinds';

/** GPUs that each workload may request, from its minimum replicas to its maximum. */
export function gpuDemands({ workloads }: Pick<ResolvedPlatform, 'workloads'>): readonly GpuDemand[] {
  return workloads.flatMap((workload) => {
    const kind = kindOf(workload);
    const gpus = kind.gpus(workload);
    const replicas = kind.replicas(workload);
    const pools = workload.nodePools.map(({ name }) => name);
    if (gpus === undefined || gpus.perPod === 0 || replicas === undefined || pools.length === 0) return [];
    const { perPod, podsPerReplica } = gpus;
    const { min, max } = replicas;
    return [{ name: workload.name, pools, gpus: perPod, podsPerReplica, minReplicas: min, maxReplicas: max }];
  });
}
