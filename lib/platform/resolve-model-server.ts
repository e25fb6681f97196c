import type { ModelSourceDefinition } from '../definition/inference-definition';
import type { ScalingDefinition } from '../definition/scaling-definition';
import type { ResourcesDefinition } from '../definition/workload-definition';
import type { ProbePlan } from '../probes/probe-plan';
import type { ProblemList } from '../problems/problem-list';
import { requireInteger } from '../problems/value-rules';
import { coldStartOf } from '../scaling/cold-start';
import { nodeAllocatable } from '../scheduling/node-allocatable';
import { resolveScaling } from './resolve-scaling';
import type { ResolvedNodePool } from './resolved-node-pool';
import type { ResolvedRoleScope } from './resolved-platform';
import type { ResolvedModelSource, ResolvedScaling } from './resolved-workloads';
import { missingTarget } from './role-scopes';
import type { WorkloadContext } from './workload-parts';

/**
 * NCCL and the workers of one server share memory in `/dev/shm`; the 64 MiB of a container are too few for more than one
 * GPU (vllm#1710). It counts as memory of the container.
 */
export const sharedMemoryGiBPerGpu = 4;

/**
 * Share of what a node has for pods that a server asks for by default. What the node has is an estimate, and a pod that
 * asks for a little too much stays pending for ever.
 */
const requestShare = 0.8;

/** The share of a node that goes with so many of its GPUs; of several pools, what fits the smallest. */
export function defaultServerResources(
  pools: readonly ResolvedNodePool[],
  gpus: number,
): ResourcesDefinition {
  const shares = pools.map((pool) => {
    const allocatable = nodeAllocatable(pool.vmSize, pool.maxPods);
    const share = (requestShare * gpus) / (pool.vmSize.gpu?.count ?? 1);
    return {
      cpu: Math.floor((allocatable.cpuMillis * share) / 1000),
      memory: Math.floor((allocatable.memoryBytes * share) / 2 ** 30),
    };
  });
  return {
    cpu: String(Math.max(1, Math.min(...shares.map(({ cpu }) => cpu)))),
    memory: `${Math.max(1, Math.min(...shares.map(({ memory }) => memory)))}Gi`,
  };
}

/** Sizes that every model server has. */
export function checkModelServer(
  definition: { readonly modelSizeGiB?: number; readonly drainSeconds?: number },
  gpus: number,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
): void {
  requireInteger(problems, 'gpus', gpus, { min: 1, max: 8, unit: 'GPUs' });
  for (const pool of pools) {
    const gpuCount = pool.vmSize.gpu?.count;
    if (gpuCount === undefined || gpus <= gpuCount) continue;
    problems.add(
      'gpus',
      `${gpus} GPUs are more than a node of ${pool.name} has: ${pool.vmSize.name} has ${gpuCount}`,
      'Lower gpus, or take a size with more GPUs.',
    );
  }
  const { modelSizeGiB } = definition;
  if (modelSizeGiB !== undefined && !(modelSizeGiB > 0 && Number.isFinite(modelSizeGiB))) {
    problems.add(
      'modelSizeGiB',
      `${modelSizeGiB} is not a size`,
      'Give the sum of the safetensors files in GiB.',
    );
  }
  if (definition.drainSeconds !== undefined) {
    requireInteger(problems, 'drainSeconds', definition.drainSeconds, { min: 1, max: 3600, unit: 'seconds' });
  }
}

/** The account as Azure calls it; undefined after a problem. */
export function resolveModelSource(
  source: ModelSourceDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedModelSource {
  if (source.type !== 'blob' && source.type !== 'file-share') return source;
  const { account: key, ...rest } = source;
  const scope: ResolvedRoleScope =
    source.type === 'blob'
      ? { kind: 'container', account: key, container: source.container }
      : { kind: 'share', account: key, share: source.share };
  const missing = missingTarget(scope, context.definition);
  if (missing !== undefined) problems.add('', missing, 'Define it in storageAccounts.');
  const account = context.storageAccounts.find((candidate) => candidate.key === key);
  if (source.type === 'file-share' && account !== undefined && !account.sharedKeys) {
    problems.add(
      'account',
      `"${key}" has no shared keys, and a file share is mounted with one`,
      'Set sharedKeys of the account, or put the model into a container of blobs.',
    );
  }
  const storageAccount = account?.name ?? key;
  return rest.type === 'blob' ? { ...rest, storageAccount } : { ...rest, storageAccount };
}

/** Scaling of a model server: its cold start is the whole of its startup probe. */
export function resolveServerScaling(
  definition: { readonly name: string; readonly scaling?: ScalingDefinition },
  { startup }: ProbePlan,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedScaling | undefined {
  if (definition.scaling === undefined) return undefined;
  const startupSeconds = startup.periodSeconds * startup.failureThreshold;
  return resolveScaling(
    definition.scaling,
    { name: definition.name, gpu: true, coldStart: coldStartOf({ gpu: true, startupSeconds }) },
    context,
    problems.at('scaling'),
  );
}
