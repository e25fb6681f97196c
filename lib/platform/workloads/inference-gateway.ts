import type { CompleteInferenceGateway } from '../../definition/gateway-definition';
import {
  agentgateway,
  agentgatewayClassName,
  agentgatewayDefinitions,
} from '../../engine/charts/agentgateway';
import {
  gatewayApiDefinitions,
  inferenceExtensionDefinitions,
} from '../../engine/charts/gateway-definitions';
import { checkInferenceRoutes } from '../../engine/gateway/inference-routes';
import { placementOnFirstOf } from '../../engine/scheduling/placement';
import type { ProblemList } from '../../problems/problem-list';
import { resolveAnswerSeconds } from './gateway';
import { servedModelNames } from './inference-server';
import type { WorkloadContext } from './workload-context';
import { never, none, type WorkloadKindOf } from './workload-kind';
import { resolveWorkloadPools } from './workload-pools';

/** Port of vLLM pods, for the InferencePool. */
const serverPort = 8000;

function resolveInferenceGateway(
  definition: CompleteInferenceGateway,
  context: WorkloadContext,
  problems: ProblemList,
) {
  if (context.definition.inferenceServers.length === 0) {
    problems.add('', 'the gateway has no models', 'Add inferenceServers.');
  }
  const answerSeconds = resolveAnswerSeconds(definition, problems);
  const nodePools = resolveWorkloadPools(definition.nodePool, ['cpu'], context, problems);
  const servers = context.definition.inferenceServers.map((server) => ({
    name: server.name,
    modelNames: servedModelNames(server),
    targetPort: serverPort,
  }));
  // Routing by path needs no further component; routing by header needs one that sets the header.
  const routing = definition.routing ?? (servers.length === 1 ? ('one' as const) : ('path' as const));
  checkInferenceRoutes(servers, routing, problems);
  return {
    kind: 'inference-gateway' as const,
    name: definition.name,
    namespace: context.namespace,
    nodePools,
    placement: placementOnFirstOf(nodePools, context.nodePools),
    identity: undefined,
    secrets: [],
    gatewayClassName: definition.gatewayClassName,
    routing,
    servers,
    answerSeconds,
  };
}

export type ResolvedInferenceGateway = Readonly<ReturnType<typeof resolveInferenceGateway>>;

/** A Gateway API inference gateway in front of the inference servers. */
export const inferenceGateway: WorkloadKindOf<CompleteInferenceGateway, ResolvedInferenceGateway> = {
  title: 'inference gateway',
  role: 'gateway',
  key: 'gateway',
  definitions: ({ gateway }) => (gateway?.type === 'inference-gateway' ? [gateway] : []),
  account: ({ name }) => ({ name }),
  nodePool: ({ nodePool }) => nodePool,
  grants: none,
  scalerGrants: none,
  warnings: none,
  resolve: resolveInferenceGateway,
  delivery: 'manifests',
  charts: ({ gatewayClassName }, placement) => [
    gatewayApiDefinitions,
    inferenceExtensionDefinitions,
    ...(gatewayClassName === agentgatewayClassName
      ? [agentgatewayDefinitions, agentgateway({ placement })]
      : []),
  ],
  scaler: never,
  replicas: never,
  podOwner: never,
  gpus: never,
  probes: never,
  calls: ({ servers }) => servers.map(({ name }) => name),
  modelRoutes: ({ servers }) =>
    servers.map(({ name, modelNames }) => ({ to: name, isExternal: false, models: modelNames })),
  detail: never,
  modelServer: never,
  secretUse: never,
  routeTarget: never,
};
