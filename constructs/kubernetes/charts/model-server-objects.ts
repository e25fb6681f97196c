import type { Chart } from 'cdk8s';
import type { ModelSource, MountedModelSource } from '../../../lib/engine/inference/model-source';
import type { ResolvedInferenceServer } from '../../../lib/platform/workloads/inference-server';
import type { ResolvedModelSource } from '../../../lib/platform/workloads/model-server';
import type { ResolvedTritonServer } from '../../../lib/platform/workloads/triton-server';
import { ModelVolume } from '../inference/model-volume';
import { MultiNodeVllmServer } from '../inference/multi-node-vllm-server';
import { TritonServer } from '../inference/triton-server';
import { VllmServer } from '../inference/vllm-server';
import { type ChartContext, replicasOf } from './chart-context';
import { gatewayCidrs } from './gateway-objects';

/** Adds the objects of a vLLM server, on one node or on a group of nodes. */
export function addInferenceServer(
  chart: Chart,
  server: ResolvedInferenceServer,
  context: ChartContext,
): void {
  const props = {
    ...context.propsOf(chart, server),
    ...server.options,
    source: modelSource(server.source, server, context),
    computeCapability: server.nodePools[0]?.vmSize.gpu?.computeCapability,
    replicas: replicasOf(server),
    allowedCidrs: gatewayCidrs(context),
  };
  if (server.nodes > 1) {
    new MultiNodeVllmServer(chart, 'vllm-server', { ...props, gpusPerNode: server.gpus });
    context.addScaling(chart, server, { kind: 'LeaderWorkerSet', name: server.name });
    return;
  }
  new VllmServer(chart, 'vllm-server', props);
  context.addScaling(chart, server, { name: server.name });
}

/** Adds the objects of a Triton server. */
export function addTritonServer(chart: Chart, server: ResolvedTritonServer, context: ChartContext): void {
  const { source, models } = server;
  new TritonServer(chart, 'triton-server', {
    ...context.propsOf(chart, server),
    modelRepository: new ModelVolume(chart, 'model-repository', {
      name: `${server.name}-models`,
      namespace: server.namespace,
      workload: server.name,
      partOf: context.partOf,
      source: modelSource(source, server, context) as MountedModelSource,
    }),
    modelRepositoryPath: source.path,
    modelLoading: models === undefined ? { mode: 'all' } : { mode: 'named', models },
    replicas: replicasOf(server),
  });
  context.addScaling(chart, server, { name: server.name });
}

/** The source with the identity that reads it. */
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
