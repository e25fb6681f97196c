import type { TritonServerDefinition } from '../definition/inference-definition';
import { shutdownPlan } from '../engine/probes/probe-plan';
import { tritonProbePlan } from '../engine/probes/triton-probes';
import { gpuShareOfNode } from '../engine/scheduling/node-requests';
import { placementOnFirstOf } from '../engine/scheduling/placement';
import { sharedMemoryGiBPerGpu } from '../engine/sizing/host-needs';
import { defaultTritonImage } from '../facts/triton-image';
import type { ProblemList } from '../problems/problem-list';
import { resolveReplicas } from './resolve-application';
import { checkModelServer, resolveModelSource, resolveServerScaling } from './resolve-model-server';
import type { ResolvedTritonServer } from './resolved-workloads';
import {
  checkResources,
  emptyNodes,
  resolveImage,
  resolveWorkloadIdentity,
  resolveWorkloadPools,
  type WorkloadContext,
} from './workload-parts';

const tritonHttpPort = 8000;

export function resolveTritonServer(
  definition: TritonServerDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedTritonServer {
  const nodePools = resolveWorkloadPools(definition.nodePool, ['gpu'], context, problems);
  const gpus = definition.gpus ?? 1;
  checkModelServer(definition, gpus, nodePools, problems);
  if (definition.models?.length === 0)
    problems.add('models', 'there is none', 'Name at least one, or leave it out for all of the repository.');
  const resources =
    definition.resources ??
    gpuShareOfNode(emptyNodes(nodePools.length === 0 ? context.nodePools : nodePools), gpus);
  if (definition.resources !== undefined) checkResources(resources, nodePools, problems.at('resources'));
  const probes = tritonProbePlan({ port: tritonHttpPort, modelSizeGiB: definition.modelSizeGiB });
  return {
    name: definition.name,
    namespace: context.namespace,
    nodePools,
    placement: placementOnFirstOf(nodePools, context.nodePools),
    identity: resolveWorkloadIdentity(definition, context, problems),
    secrets: [],
    image: resolveImage(definition.image ?? defaultTritonImage, context, problems),
    port: tritonHttpPort,
    gpus,
    replicas: resolveReplicas(definition, 1, problems),
    scaling: resolveServerScaling(definition, probes, context, problems),
    repository: resolveModelSource(
      definition.repository,
      context,
      problems.at('repository'),
    ) as ResolvedTritonServer['repository'],
    models: definition.models,
    modelSizeGiB: definition.modelSizeGiB,
    sharedMemoryGiB: gpus * sharedMemoryGiBPerGpu,
    resources,
    probes,
    shutdown: shutdownPlan(definition.drainSeconds ?? 60),
    extraArgs: definition.extraArgs ?? [],
  };
}
