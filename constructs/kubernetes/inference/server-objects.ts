import type { Chart } from 'cdk8s';
import type { ModelSource, MountedModelSource } from '../../../lib/engine/inference/model-source';
import type {
  ResolvedGateway,
  ResolvedInferenceServer,
  ResolvedModelSource,
  ResolvedTritonServer,
} from '../../../lib/platform/resolved-workloads';
import type { ChartContext } from '../charts/chart-context';
import { InferenceGateway } from '../gateway/inference-gateway';
import { LiteLlmGateway } from '../gateway/litellm-gateway';
import { ModelVolume } from './model-volume';
import { MultiNodeVllmServer } from './multi-node-vllm-server';
import { TritonServer } from './triton-server';
import { VllmServer } from './vllm-server';

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
  const { repository } = server;
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
      source: modelSource(repository, server, context) as MountedModelSource,
    }),
    modelRepositoryPath: repository.path,
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

/** An inference gateway outside of the cluster calls the pods from its own subnet. */
function gatewayCidrs({ platform }: ChartContext): readonly string[] | undefined {
  const { gateway, ingress } = platform;
  return gateway?.type === 'inference-gateway' && ingress?.subnet !== undefined
    ? [ingress.subnet]
    : undefined;
}

export function addGateway(chart: Chart, gateway: ResolvedGateway, context: ChartContext): void {
  const { platform, partOf } = context;
  const podMonitor = platform.cluster.managedPrometheus;
  if (gateway.type === 'litellm') {
    new LiteLlmGateway(chart, 'litellm-gateway', {
      name: gateway.name,
      namespace: gateway.namespace,
      partOf,
      image: gateway.image.toString(),
      models: gateway.models,
      routing: gateway.routing,
      answerSeconds: gateway.answerSeconds,
      shutdown: gateway.shutdown,
      // The master key is always among them.
      secrets: context.addSecrets(chart, gateway)!,
      langfuseHost: gateway.langfuseUrl,
      replicas: gateway.replicas,
      placement: gateway.placement,
      resources: gateway.resources,
      serviceAccountName: gateway.identity?.serviceAccount.name,
      podMonitor,
    });
    return;
  }
  new InferenceGateway(chart, 'inference-gateway', {
    name: gateway.name,
    namespace: gateway.namespace,
    partOf,
    gatewayClassName: gateway.gatewayClassName,
    servers: gateway.servers,
    routing: gateway.routing,
    answerSeconds: gateway.answerSeconds,
    placement: gateway.placement,
    allowedCidrs: gatewayCidrs(context),
    podMonitor,
  });
}
