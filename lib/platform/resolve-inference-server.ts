import type { InferenceServerDefinition, ResourcesDefinition } from '../definition/workload-definition';
import { inferenceProbePlan } from '../probes/inference-probes';
import { shutdownPlan } from '../probes/probe-plan';
import type { ProblemList } from '../problems/problem-list';
import { requireInteger } from '../problems/value-rules';
import { nodeAllocatable } from '../scheduling/node-allocatable';
import { placementOn } from '../scheduling/placement';
import type { ResolvedInferenceServer, ResolvedNodePool } from './resolved-platform';
import {
  checkResources,
  checkSecrets,
  resolveImage,
  resolveWorkloadIdentity,
  resolveWorkloadPool,
  type WorkloadContext,
} from './workload-parts';

/** The engine that this version was made and checked with. Source: docs.vllm.ai v0.32 (2026-11). */
export const defaultVllmImage = 'docker.io/vllm/vllm-openai:v0.32.0';

/** The port that `vllm serve` listens on by itself. */
const vllmPort = 8000;

/** vLLM's own default was 0.9 until it became 0.92; above 0.92 servers run out of memory at warm-up (llm-d#787). */
const defaultGpuMemoryUtilization = 0.9;

/** More than the weights lies in the cache: a partial second download, compiled kernels. */
const cacheFactor = 1.1;
const compileCacheGiB = 5;
/** What the node image, the serving image and logs take of the OS disk, GiB. */
const diskOverheadGiB = 60;

/**
 * NCCL and the workers of one server share memory in `/dev/shm`; the 64 MiB of a container are too few for more than one
 * GPU (vllm#1710). It counts as memory of the container.
 */
const sharedMemoryGiBPerGpu = 4;

/**
 * Share of what a node has for pods that a server asks for by default. What the node has is an estimate, and a pod that
 * asks for a little too much stays pending for ever.
 */
const requestShare = 0.8;

export function resolveInferenceServer(
  definition: InferenceServerDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedInferenceServer | undefined {
  const pool = resolveWorkloadPool(definition.nodePool, 'gpu', context, problems);
  const image = resolveImage(definition.image ?? defaultVllmImage, context, problems);
  const identity = resolveWorkloadIdentity(definition, context, problems);
  const gpus = definition.gpus ?? 1;
  const replicas = definition.replicas ?? 1;
  checkNumbers(definition, gpus, replicas, pool, problems);

  const secrets = [
    ...(definition.huggingFaceTokenSecret === undefined
      ? []
      : [{ variable: 'HF_TOKEN', secret: definition.huggingFaceTokenSecret }]),
    ...(definition.apiKeySecret === undefined
      ? []
      : [{ variable: 'VLLM_API_KEY', secret: definition.apiKeySecret }]),
  ];
  checkSecrets(secrets, definition.identity, context, problems);

  const cacheSizeGiB = Math.ceil(definition.modelSizeGiB * cacheFactor) + compileCacheGiB;
  if (pool !== undefined && cacheSizeGiB + diskOverheadGiB > pool.osDisk.sizeGiB) {
    problems.add(
      'modelSizeGiB',
      `the model's cache (${cacheSizeGiB} GiB) and the images (${diskOverheadGiB} GiB) do not fit the OS disk of ${pool.name}, ${pool.osDisk.sizeGiB} GiB`,
      `Give the pool an osDisk of ${cacheSizeGiB + diskOverheadGiB} GiB or more.`,
    );
  }
  if (pool === undefined) return undefined;
  const resources = definition.resources ?? defaultResources(pool, gpus);
  if (definition.resources !== undefined) checkResources(resources, pool, problems.at('resources'));
  return {
    name: definition.name,
    namespace: context.namespace,
    engine: 'vllm',
    nodePool: pool,
    placement: placementOn(pool, context.nodePools),
    model: definition.model,
    servedModelName: definition.servedModelName ?? definition.model,
    image,
    port: vllmPort,
    gpus,
    replicas,
    maxModelLen: definition.maxModelLen,
    gpuMemoryUtilization: definition.gpuMemoryUtilization ?? defaultGpuMemoryUtilization,
    modelSizeGiB: definition.modelSizeGiB,
    cacheSizeGiB,
    sharedMemoryGiB: gpus * sharedMemoryGiBPerGpu,
    resources,
    probes: inferenceProbePlan({ port: vllmPort, modelSizeGiB: definition.modelSizeGiB }),
    shutdown: shutdownPlan(definition.drainSeconds ?? 60),
    identity,
    secrets,
    extraArgs: definition.extraArgs ?? [],
  };
}

function checkNumbers(
  definition: InferenceServerDefinition,
  gpus: number,
  replicas: number,
  pool: ResolvedNodePool | undefined,
  problems: ProblemList,
): void {
  if (!/^[A-Za-z0-9][\w.-]*\/[\w.-]+$/.test(definition.model)) {
    problems.add(
      'model',
      `"${definition.model}" is not the id of a model`,
      'Write it as on Hugging Face: microsoft/phi-4.',
    );
  }
  requireInteger(problems, 'gpus', gpus, { min: 1, max: 8, unit: 'GPUs' });
  requireInteger(problems, 'replicas', replicas, { min: 1, max: 1000, unit: 'replicas' });
  const gpuCount = pool?.vmSize.gpu?.count;
  if (pool !== undefined && gpuCount !== undefined && gpus > gpuCount) {
    problems.add(
      'gpus',
      `${gpus} GPUs are more than a node of ${pool.name} has: ${pool.vmSize.name} has ${gpuCount}`,
      'Lower gpus, or take a size with more GPUs.',
    );
  }
  if (definition.maxModelLen !== undefined) {
    requireInteger(problems, 'maxModelLen', definition.maxModelLen, {
      min: 1,
      max: 10_485_760,
      unit: 'tokens',
    });
  }
  const utilization = definition.gpuMemoryUtilization;
  if (utilization !== undefined && !(utilization > 0 && utilization <= 1)) {
    problems.add(
      'gpuMemoryUtilization',
      `${utilization} is not a share`,
      'Give a number above 0 and up to 1, such as 0.9.',
    );
  }
  if (!(definition.modelSizeGiB > 0 && Number.isFinite(definition.modelSizeGiB))) {
    problems.add(
      'modelSizeGiB',
      `${definition.modelSizeGiB} is not a size`,
      'Give the sum of the safetensors files in GiB.',
    );
  }
  if (definition.drainSeconds !== undefined) {
    requireInteger(problems, 'drainSeconds', definition.drainSeconds, { min: 1, max: 3600, unit: 'seconds' });
  }
}

function defaultResources(pool: ResolvedNodePool, gpus: number): ResourcesDefinition {
  const allocatable = nodeAllocatable(pool.vmSize, pool.maxPods);
  const share = (requestShare * gpus) / (pool.vmSize.gpu?.count ?? 1);
  return {
    cpu: String(Math.max(1, Math.floor((allocatable.cpuMillis * share) / 1000))),
    memory: `${Math.max(1, Math.floor((allocatable.memoryBytes * share) / 2 ** 30))}Gi`,
  };
}

/** Refuses more replicas than a pool can ever hold, over all servers that share it. */
export function checkGpuCapacity(servers: readonly ResolvedInferenceServer[], problems: ProblemList): void {
  const pools = new Map(servers.map((server) => [server.nodePool.name, server.nodePool]));
  for (const pool of pools.values()) {
    const gpusPerNode = pool.vmSize.gpu?.count ?? 0;
    const onPool = servers.filter((server) => server.nodePool.name === pool.name);
    const nodes = nodesNeeded(
      onPool.flatMap((server) => Array.from({ length: server.replicas }, () => server.gpus)),
      gpusPerNode,
    );
    if (nodes <= pool.maxNodes) continue;
    const wanted = onPool.map((server) => `${server.name} ${server.replicas} x ${server.gpus}`).join(', ');
    problems.add(
      '',
      `the servers on ${pool.name} need ${nodes} nodes (GPUs: ${wanted}; ${gpusPerNode} a node), and the pool may grow to ${pool.maxNodes}`,
      'Raise maxNodes of the pool, or lower replicas.',
    );
  }
}

/** First fit, largest first: how the scheduler would do at best. */
function nodesNeeded(requests: readonly number[], gpusPerNode: number): number {
  const free: number[] = [];
  for (const request of [...requests].sort((a, b) => b - a)) {
    const index = free.findIndex((left) => left >= request);
    if (index === -1) free.push(gpusPerNode - request);
    else free[index]! -= request;
  }
  return free.length;
}
