import type { CompleteInferenceServer } from '../../definition/inference-definition';
import type { SecretVariableDefinition } from '../../definition/workload-definition';
import { leaderWorkerSet } from '../../engine/charts/leader-worker-set';
import { checkEngineCache } from '../../engine/inference/engine-cache';
import { checkLora } from '../../engine/inference/lora-adapters';
import {
  checkMultiNodeArguments,
  checkMultiNodeImage,
  checkMultiNodeShape,
} from '../../engine/inference/multi-node';
import { serverNeeds } from '../../engine/inference/server-needs';
import { checkVllmExtraArguments, checkVllmImage } from '../../engine/inference/vllm-extra-arguments';
import { vllmEngineVersion } from '../../engine/inference/vllm-metrics';
import { checkVllmOptions } from '../../engine/inference/vllm-options';
import { checkVllmSizes } from '../../engine/inference/vllm-sizes';
import { shutdownPlan } from '../../engine/probes/probe-plan';
import { placementOnFirstOf } from '../../engine/scheduling/placement';
import type { Measurement } from '../../engine/sizing/measurement';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import type { ResolvedNodePool } from '../cluster/node-pool';
import {
  checkModelServer,
  modelServerDetails,
  resolveModelSource,
  resolveServerScaling,
  sourceGrants,
} from './model-server';
import { modelIdWarnings, resolveModel } from './resolve-model';
import { scalerOf, scalingGrants } from './resolve-scaling';
import { secretGrants } from './secret-grants';
import { resolveVllmImage } from './server-image';
import type { WorkloadContext } from './workload-context';
import type { ModelServerDetails } from './workload-facets';
import { resolveWorkloadIdentity } from './workload-identity';
import { never, none, scaledReplicas, serverProbes, type WorkloadKindOf } from './workload-kind';
import { emptyNodes, resolveWorkloadPools } from './workload-pools';
import { resolveReplicas } from './workload-replicas';
import { checkPlatformSecrets, secretVariable } from './workload-secrets';

/** Default port of `vllm serve`. */
const vllmPort = 8000;

/** Variable of the Hugging Face token. */
const tokenVariable = 'HF_TOKEN';

/** The Hugging Face token and the API key of the server. */
function serverSecrets(server: CompleteInferenceServer): readonly SecretVariableDefinition[] {
  return [
    ...secretVariable(tokenVariable, server.huggingFaceTokenSecret),
    ...secretVariable('VLLM_API_KEY', server.apiKeySecret),
  ];
}

/** Space of the OS disk for the node image, the serving image and logs, GiB. */
const diskOverheadGiB = 60;

function resolveInferenceServer(
  definition: CompleteInferenceServer,
  context: WorkloadContext,
  problems: ProblemList,
) {
  const nodePools = resolveWorkloadPools(definition.nodePool, ['gpu'], context, problems);
  const image = resolveVllmImage(definition.image, nodePools, context, problems);
  const { nodes, cache } = definition;
  const { modelSizeGiB, gpus, tensorParallelSize, dataParallelSize, gpuMemoryUtilization, sizing, start } =
    resolveModel(definition, image.toString(), nodePools, problems);
  checkModelServer(definition, gpus, nodePools, problems);
  checkNumbers(definition, problems);
  const source = resolveModelSource(definition.source, context, problems.at('source'));
  const servedModelName = definition.servedModelName ?? definition.model;
  checkEngine(definition, image.toString(), nodePools, servedModelName, problems);
  if (nodes !== 1) {
    for (const pool of nodePools)
      checkMultiNodeShape(
        { nodes, gpusPerNode: gpus, nodeGpus: pool.vmSize.gpu?.count },
        problems.naming({ gpusPerNode: 'gpus' }),
      );
    checkMultiNodeImage(image.toString(), problems);
  }
  checkArguments(definition, image.toString(), problems.at('extraArgs'));
  const secrets = serverSecrets(definition);
  checkPlatformSecrets(secrets, context, problems);
  const replicas = resolveReplicas(definition, 1, problems);
  checkEngineCache(cache, podsOf(definition, replicas, nodes), problems.at('cache'));
  const { resources, cacheSizeGiB, sharedMemoryGiB, probes } = serverNeeds(
    {
      gpus,
      nodes,
      modelSizeGiB,
      source: source.type,
      start,
      port: vllmPort,
      emptyNodes: emptyNodes(nodePools),
      resources: definition.resources,
    },
    problems,
  );
  checkDisks(definition, cacheSizeGiB, nodePools, problems);
  const { maxNumSeqs, dtype, kvCacheDtype, quantization, prefixCaching } = definition;
  const measured: Measurement | undefined = definition.measured;
  return {
    kind: 'inference-server' as const,
    name: definition.name,
    namespace: context.namespace,
    nodePools,
    placement: placementOnFirstOf(nodePools, context.nodePools),
    identity: resolveWorkloadIdentity(definition, context, problems),
    secrets,
    model: definition.model,
    servedModelName,
    source,
    cache,
    cacheSizeGiB,
    nodes,
    image,
    port: vllmPort,
    gpus,
    tensorParallelSize,
    dataParallelSize,
    replicas,
    scaling: resolveServerScaling(definition, probes, context, problems),
    maxModelLen: definition.maxModelLen,
    gpuMemoryUtilization,
    fit: definition.fit,
    measured,
    options: { maxNumSeqs, dtype, kvCacheDtype, quantization, prefixCaching },
    loraAdapters: definition.loraAdapters,
    maxLoraRank: definition.maxLoraRank,
    maxLoras: definition.maxLoras,
    engineVersion: definition.engineVersion ?? vllmEngineVersion(image.toString()),
    modelSizeGiB,
    sizing,
    sharedMemoryGiB,
    resources,
    probes,
    shutdown: shutdownPlan(definition.drainSeconds),
    extraArgs: definition.extraArgs,
  };
}

export type ResolvedInferenceServer = Readonly<ReturnType<typeof resolveInferenceServer>>;

function vllmDetails(server: ResolvedInferenceServer): ModelServerDetails {
  const { model, servedModelName, engineVersion, scaling, gpuMemoryUtilization, sizing, maxModelLen } =
    server;
  const measures = (scaling?.triggers ?? []).flatMap(({ spec }) => spec.measures ?? []);
  const waiting = measures.find((measure) => measure.of === 'vllm' && measure.metric === 'waiting');
  return {
    engine: 'vLLM',
    model,
    ...modelServerDetails(server),
    tokenSecret: server.secrets.find(({ variable }) => variable === tokenVariable)?.secret,
    maxModelLen,
    vllm: {
      servedModelName,
      version: engineVersion,
      waitingPerReplica: waiting?.of === 'vllm' ? waiting.threshold : undefined,
      gpuMemoryUtilization,
      memory: sizing,
    },
  };
}

/** A vLLM server, on one node or on a group of nodes. */
export const inferenceServer: WorkloadKindOf<CompleteInferenceServer, ResolvedInferenceServer> = {
  title: 'vLLM',
  role: 'model server',
  key: 'inferenceServers',
  definitions: ({ inferenceServers }) => inferenceServers,
  account: (server) => server,
  nodePool: ({ nodePool }) => nodePool,
  grants: (server) => [...secretGrants(serverSecrets(server)), ...sourceGrants(server.source)],
  scalerGrants: scalingGrants,
  warnings: modelIdWarnings,
  resolve: resolveInferenceServer,
  delivery: 'manifests',
  charts: ({ nodes }, placement) => (nodes > 1 ? [leaderWorkerSet({ placement })] : []),
  scaler: scalerOf,
  replicas: scaledReplicas,
  podOwner: ({ nodes }) => (nodes > 1 ? 'LeaderWorkerSet' : 'Deployment'),
  gpus: ({ gpus, nodes }) => ({ perPod: gpus, podsPerReplica: nodes }),
  probes: serverProbes,
  calls: none,
  modelRoutes: none,
  detail: ({ model }) => model,
  modelServer: vllmDetails,
  secretUse: never,
  routeTarget: never,
};

/** Names that a server answers to: the model and its LoRA adapters. */
export function servedModelNames(server: CompleteInferenceServer): readonly string[] {
  return [server.servedModelName ?? server.model, ...server.loraAdapters.map((adapter) => adapter.name)];
}

function podsOf(definition: CompleteInferenceServer, replicas: number | undefined, nodes: number) {
  if (nodes > 1) return { atMost: nodes, because: `a group of ${nodes} nodes` };
  if (replicas !== undefined) return { atMost: replicas, because: `${replicas} replicas` };
  if (definition.scaling?.maxReplicas === 1) return { atMost: 1, because: 'one replica' };
  return { atMost: 'autoscaled' as const, because: `up to ${definition.scaling?.maxReplicas} replicas` };
}

function checkArguments(
  { extraArgs, nodes, engineVersion }: CompleteInferenceServer,
  image: string,
  problems: ProblemList,
): void {
  const accepted = nodes > 1 ? checkMultiNodeArguments(extraArgs, problems) : extraArgs;
  checkVllmExtraArguments(accepted, { image, engineVersion }, problems);
}

function checkEngine(
  definition: CompleteInferenceServer,
  image: string,
  pools: readonly ResolvedNodePool[],
  servedModelName: string,
  problems: ProblemList,
): void {
  checkVllmImage(image, problems);
  for (const pool of pools) {
    const hardware = {
      computeCapability: pool.vmSize.gpu?.computeCapability,
      engineVersion: definition.engineVersion ?? vllmEngineVersion(image),
    };
    checkVllmOptions(definition, hardware, problems);
  }
  checkLora(definition, { sourceType: definition.source.type, servedModelName }, problems);
}

function checkDisks(
  definition: CompleteInferenceServer,
  cacheSizeGiB: number,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
): void {
  const cache = definition.cache.type;
  for (const pool of pools) {
    if (cache === 'ephemeral-disk' && cacheSizeGiB + diskOverheadGiB > pool.osDisk.sizeGiB) {
      problems.add(
        'modelSizeGiB',
        `the cache of the model (${cacheSizeGiB} GiB) and the images (${diskOverheadGiB} GiB) do not fit the OS disk of "${pool.name}" (${pool.osDisk.sizeGiB} GiB)`,
        `Set osDisk of the node pool to ${cacheSizeGiB + diskOverheadGiB} GiB or more.`,
      );
    }
    if (cache !== 'local-nvme') continue;
    const nvmeGiB = (pool.vmSize.nvmeDisksGiB ?? []).reduce((sum, size) => sum + size, 0);
    if (nvmeGiB >= cacheSizeGiB) continue;
    problems.add(
      'cache',
      nvmeGiB === 0
        ? `nodes of "${pool.name}" (${pool.vmSize.name}) have no local NVMe disk`
        : `the cache of the model (${cacheSizeGiB} GiB) does not fit the NVMe disks of "${pool.name}" (${nvmeGiB} GiB)`,
      "Use { type: 'ephemeral-disk' }, or a VM size with larger NVMe disks.",
    );
  }
}

function checkNumbers(definition: CompleteInferenceServer, problems: ProblemList): void {
  if (!/^[A-Za-z0-9][\w.-]*\/[\w.-]+$/.test(definition.model)) {
    problems.add(
      'model',
      `"${definition.model}" is not a valid model id`,
      'Use the id on Hugging Face, such as microsoft/phi-4.',
    );
  }
  requireInteger(problems, 'nodes', definition.nodes, { min: 1, max: 32, unit: 'nodes' });
  const { gpuMemoryUtilization, maxModelLen } = definition;
  checkVllmSizes({ gpuMemoryUtilization, maxModelLen }, problems);
}
