import type { Chart } from 'cdk8s';
import type { ModelSource, MountedModelSource } from '../../../lib/engine/inference/model-source';
import type { ResolvedInferenceServer } from '../../../lib/platform/workloads/inference-server';
import type { ResolvedModelSource } from '../../../lib/platform/workloads/model-server';
import type { ResolvedTritonServer } from '../../../lib/platform/workloads/triton-server';
import { ModelVolume } from '../inference/model-volume';
import { MultiNodeVllmServer } from '../inference/multi-node-vllm-server';
import { TritonServer } from '../inference/triton-server';
import { VllmServer } from '../inference/vllm-server';
import type { ChartContext } from './chart-context';
import { gatewayCidrs } from './gateway-objects';

export function addInferenceServer(
  chart: Chart,
  server: ResolvedInferenceServer,
  context: ChartContext,
): void {
  const { platform } = context;
  const replicas = server.scaling === undefined ? server.replicas : 'autoscaled';
  const props = {
    name: server.name,
    namespace: server.namespace,
    partOf: context.partOf,
    image: server.image.toString(),
    model: server.model,
    servedModelName: server.servedModelName,
    source: modelSource(server.source, server, context),
    port: server.port,
    placement: server.placement,
    computeCapability: server.nodePools[0]?.vmSize.gpu?.computeCapability,
    tensorParallelSize: server.tensorParallelSize,
    resources: server.resources,
    maxModelLen: server.maxModelLen,
    gpuMemoryUtilization: server.gpuMemoryUtilization,
    ...server.options,
    loraAdapters: server.loraAdapters,
    maxLoraRank: server.maxLoraRank,
    cache: server.cache,
    cacheSizeGiB: server.cacheSizeGiB,
    sharedMemoryGiB: server.sharedMemoryGiB,
    probes: server.probes,
    shutdown: server.shutdown,
    serviceAccountName: server.identity?.serviceAccount.name,
    secrets: context.addSecrets(chart, server),
    extraArgs: server.extraArgs,
    allowedCidrs: gatewayCidrs(context),
    podMonitor: platform.cluster.managedPrometheus,
  };
  if (server.nodes > 1) {
    new MultiNodeVllmServer(chart, 'vllm-server', {
      ...props,
      nodes: server.nodes,
      gpusPerNode: server.gpus,
      replicas,
    });
    context.addScaling(chart, server, { kind: 'LeaderWorkerSet', name: server.name });
    return;
  }
  new VllmServer(chart, 'vllm-server', { ...props, gpus: server.gpus, replicas });
  context.addScaling(chart, server, { name: server.name });
}

export function addTritonServer(chart: Chart, server: ResolvedTritonServer, context: ChartContext): void {
  const { source } = server;
  new TritonServer(chart, 'triton-server', {
    name: server.name,
    namespace: server.namespace,
    partOf: context.partOf,
    image: server.image.toString(),
    modelRepository: new ModelVolume(chart, 'model-repository', {
      name: `${server.name}-models`,
      namespace: server.namespace,
      workload: server.name,
      partOf: context.partOf,
      source: modelSource(source, server, context) as MountedModelSource,
    }),
    modelRepositoryPath: source.path,
    modelLoading: server.models === undefined ? { mode: 'all' } : { mode: 'named', models: server.models },
    gpus: server.gpus,
    replicas: server.scaling === undefined ? server.replicas : 'autoscaled',
    placement: server.placement,
    resources: server.resources,
    sharedMemoryGiB: server.sharedMemoryGiB,
    probes: server.probes,
    shutdown: server.shutdown,
    serviceAccountName: server.identity?.serviceAccount.name,
    secrets: context.addSecrets(chart, server),
    extraArgs: server.extraArgs,
    podMonitor: context.platform.cluster.managedPrometheus,
  });
  context.addScaling(chart, server, { name: server.name });
}

/** The source with who reads it. */
function modelSource(
  source: ResolvedModelSource,
  server: ResolvedInferenceServer | ResolvedTritonServer,
  { platform, outputs }: ChartContext,
): ModelSource {
  if (source.type !== 'blob' && source.type !== 'file-share') return source;
  // A storage account is read as an identity, and the server has one for it.
  const id = outputs.clientIds.get(server.identity!.clientIdOutput)!;
  const account = { resourceGroupName: platform.azure.resourceGroup.name, clientId: id };
  return source.type === 'blob' ? { ...source, ...account } : { ...source, ...account };
}
