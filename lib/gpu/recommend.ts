import type { ModelFacts } from './model-facts';
import { type Sizing, sizeInferenceServer } from './size-inference-server';
import { findVmSize, type VmSize, vmSizeNames } from './vm-sizes';

/** What has to be held. */
export interface Load {
  readonly model: ModelFacts;
  /** Default: the model's own longest context. */
  readonly maxModelLen?: number;
  /** Requests of that length at the same time. */
  readonly requestsInFlight: number;
  readonly kvCacheDtype?: string;
  /** Default: 0.9. */
  readonly gpuMemoryUtilization?: number;
  /** vCPUs that may be had of the sizes together. Default: no limit. */
  readonly quotaVcpus?: number;
  /** What a node of a size costs an hour, in any unit. Sizes that are not here are left out. Default: every size, by its GPU memory. */
  readonly costPerSize?: Readonly<Record<string, number>>;
}

/** One way to hold a load. */
export interface Recommendation {
  readonly vmSize: string;
  readonly tensorParallelSize: number;
  readonly replicas: number;
  readonly nodes: number;
  readonly vcpus: number;
  /** Of all nodes, in the unit that was given; GPU memory in GB otherwise. */
  readonly cost: number;
  readonly sizing: Sizing;
}

/**
 * The cheapest placements that hold a load, from the sizes of the table, the cheapest first; of equal cost that with fewer nodes. There is
 * no list of prices in it: without yours, GPU memory stands for the price.
 */
export function recommend(load: Load): readonly Recommendation[] {
  const { model, maxModelLen, kvCacheDtype, gpuMemoryUtilization = 0.9, costPerSize } = load;
  return vmSizeNames
    .flatMap((name) => {
      const vmSize = findVmSize(name)!;
      const cost = costPerSize === undefined ? gpuMemory(vmSize) : costPerSize[name];
      const sizing = sizeInferenceServer({ model, vmSize, maxModelLen, kvCacheDtype, gpuMemoryUtilization });
      if (cost === undefined || sizing === undefined || !runsIts(model, vmSize)) return [];
      const replicas = Math.max(1, Math.ceil(load.requestsInFlight / sizing.concurrentRequests));
      const nodes = Math.ceil(replicas / sizing.replicasPerNode);
      const { tensorParallelSize } = sizing;
      const vcpus = nodes * vmSize.vcpus;
      return [{ vmSize: name, tensorParallelSize, replicas, nodes, vcpus, cost: nodes * cost, sizing }];
    })
    .filter(({ vcpus }) => vcpus <= (load.quotaVcpus ?? Number.POSITIVE_INFINITY))
    .sort((a, b) => a.cost - b.cost || a.nodes - b.nodes || (a.vmSize < b.vmSize ? -1 : 1));
}

function gpuMemory({ gpu }: VmSize): number | undefined {
  return gpu && gpu.count * gpu.memoryGb;
}

/** GPUs before Ampere do not have bfloat16. */
function runsIts({ dtype }: ModelFacts, { gpu }: VmSize): boolean {
  return dtype !== 'bfloat16' || Number.parseFloat(gpu?.computeCapability ?? '0') >= 8;
}
