import type { GpuDemand } from '../engine/scheduling/gpu-capacity';
import type { ResolvedPlatform } from './resolved-platform';
import type { ResolvedScaling } from './resolved-workloads';

type GpuWorkloads = Pick<
  ResolvedPlatform,
  'inferenceServers' | 'tritonServers' | 'queueWorkers' | 'cronJobs'
>;

/** What every workload with GPUs may ask for, from none or its least replicas to its most. */
export function gpuDemands(workloads: GpuWorkloads): readonly GpuDemand[] {
  const { inferenceServers, tritonServers, queueWorkers, cronJobs } = workloads;
  return [
    ...inferenceServers.map((server) => ({ ...serverDemand(server), podsPerReplica: server.nodes })),
    ...tritonServers.map((server) => ({ ...serverDemand(server), podsPerReplica: 1 })),
    ...queueWorkers.map((worker) => ({
      ...placed(worker),
      podsPerReplica: 1,
      minReplicas: worker.minReplicas,
      maxReplicas: worker.maxReplicas,
    })),
    ...cronJobs.map((job) => ({ ...placed(job), podsPerReplica: 1, minReplicas: 0, maxReplicas: 1 })),
  ].filter(({ gpus, pools }) => gpus > 0 && pools.length > 0);
}

interface Placed {
  readonly name: string;
  readonly gpus: number | undefined;
  readonly nodePools: readonly { readonly name: string }[];
}

function placed({ name, gpus = 0, nodePools }: Placed) {
  return { name, gpus, pools: nodePools.map((pool) => pool.name) };
}

function serverDemand(
  server: Placed & { readonly replicas: number | undefined; readonly scaling: ResolvedScaling | undefined },
) {
  const plan = server.scaling?.plan;
  return {
    ...placed(server),
    minReplicas: plan?.minReplicas ?? server.replicas ?? 0,
    maxReplicas: plan?.maxReplicas ?? server.replicas ?? 0,
  };
}
