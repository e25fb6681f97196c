import type { CompleteTritonServer } from '../../definition/inference-definition';
import { shutdownPlan } from '../../engine/probes/probe-plan';
import { tritonProbePlan } from '../../engine/probes/triton-probes';
import { gpuShareOfNode } from '../../engine/scheduling/node-requests';
import { placementOnFirstOf } from '../../engine/scheduling/placement';
import { sharedMemoryGiBPerGpu } from '../../engine/sizing/host-needs';
import type { ProblemList } from '../../problems/problem-list';
import {
  checkModelServer,
  modelServerDetails,
  type ResolvedModelSource,
  resolveModelSource,
  resolveServerScaling,
  sourceGrants,
} from './model-server';
import { scalerOf, scalingGrants } from './resolve-scaling';
import { resolveServerImage } from './server-image';
import type { WorkloadContext } from './workload-context';
import { resolveWorkloadIdentity } from './workload-identity';
import { never, none, scaledReplicas, serverProbes, type WorkloadKindOf } from './workload-kind';
import { checkResources, emptyNodes, resolveWorkloadPools } from './workload-pools';
import { resolveReplicas } from './workload-replicas';

/** Triton reads a directory. It downloads no models, and its image contains none. */
type ModelRepository = Exclude<ResolvedModelSource, { type: 'hugging-face' } | { type: 'image' }>;

const tritonHttpPort = 8000;

function resolveTritonServer(
  definition: CompleteTritonServer,
  context: WorkloadContext,
  problems: ProblemList,
) {
  const nodePools = resolveWorkloadPools(definition.nodePool, ['gpu'], context, problems);
  const { gpus } = definition;
  checkModelServer(definition, gpus, nodePools, problems);
  if (definition.models?.length === 0)
    problems.add(
      'models',
      'the list is empty',
      'Add a model, or remove models to load all of the repository.',
    );
  const resources =
    definition.resources ??
    gpuShareOfNode(emptyNodes(nodePools.length === 0 ? context.nodePools : nodePools), gpus);
  if (definition.resources !== undefined) checkResources(resources, nodePools, problems.at('resources'));
  const probes = tritonProbePlan({ port: tritonHttpPort, modelSizeGiB: definition.modelSizeGiB });
  return {
    kind: 'triton-server' as const,
    name: definition.name,
    namespace: context.namespace,
    nodePools,
    placement: placementOnFirstOf(nodePools, context.nodePools),
    identity: resolveWorkloadIdentity(definition, context, problems),
    secrets: [],
    image: resolveServerImage(definition.image, nodePools, context, problems),
    port: tritonHttpPort,
    gpus,
    replicas: resolveReplicas(definition, 1, problems),
    scaling: resolveServerScaling(definition, probes, context, problems),
    /** The model repository: a directory of models. */
    source: resolveModelSource(definition.repository, context, problems.at('repository')) as ModelRepository,
    models: definition.models,
    modelSizeGiB: definition.modelSizeGiB,
    sharedMemoryGiB: gpus * sharedMemoryGiBPerGpu,
    resources,
    probes,
    shutdown: shutdownPlan(definition.drainSeconds),
    extraArgs: definition.extraArgs,
  };
}

export type ResolvedTritonServer = Readonly<ReturnType<typeof resolveTritonServer>>;

/** A Triton Inference Server. */
export const tritonServer: WorkloadKindOf<CompleteTritonServer, ResolvedTritonServer> = {
  title: 'Triton',
  role: 'model server',
  key: 'tritonServers',
  definitions: ({ tritonServers }) => tritonServers,
  account: (server) => server,
  nodePool: ({ nodePool }) => nodePool,
  grants: (server) => sourceGrants(server.repository),
  scalerGrants: scalingGrants,
  warnings: none,
  resolve: resolveTritonServer,
  delivery: 'manifests',
  charts: none,
  scaler: scalerOf,
  replicas: scaledReplicas,
  podOwner: () => 'Deployment',
  gpus: ({ gpus }) => ({ perPod: gpus, podsPerReplica: 1 }),
  probes: serverProbes,
  calls: none,
  modelRoutes: none,
  detail: ({ models }) => models?.join(', '),
  modelServer: (server) => ({
    engine: 'Triton',
    model: server.models?.join(', ') ?? 'every model of the repository',
    ...modelServerDetails(server),
    tokenSecret: undefined,
    maxModelLen: undefined,
    vllm: undefined,
  }),
  secretUse: never,
  routeTarget: never,
};
