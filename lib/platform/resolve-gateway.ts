import type {
  GatewayDefinition,
  InferenceGatewayDefinition,
  LiteLlmGatewayDefinition,
} from '../definition/gateway-definition';
import type { InferenceServerDefinition } from '../definition/inference-definition';
import { agentgatewayClassName } from '../engine/charts/agentgateway';
import { checkInferenceRoutes } from '../engine/gateway/inference-routes';
import {
  checkLiteLlmFallbacks,
  checkLiteLlmModels,
  type LiteLlmModel,
} from '../engine/gateway/litellm-models';
import { langfuseInternalUrl } from '../engine/langfuse/langfuse-url';
import { shutdownPlanWithin } from '../engine/probes/probe-plan';
import { placementOnFirstOf } from '../engine/scheduling/placement';
import { defaultLiteLlmImage } from '../facts/litellm-image';
import type { ProblemList } from '../problems/problem-list';
import { requireInteger } from '../problems/value-rules';
import { langfuseNames } from './langfuse-names';
import { resolveReplicas, routedPreStopSeconds } from './resolve-application';
import type { ResolvedGateway, ResolvedInferenceGateway, ResolvedLiteLlmGateway } from './resolved-workloads';
import {
  checkPlatformSecrets,
  checkResources,
  resolveImage,
  resolveWorkloadIdentity,
  resolveWorkloadPools,
  type WorkloadContext,
} from './workload-parts';
import { gatewayKeyVariable, liteLlmSecrets, usesLangfuse } from './workload-secrets';

const defaultAnswerSeconds = 600;
/** The port of vLLM's pods, which an InferencePool names. */
const serverPort = 8000;

export function resolveGateway(
  definition: GatewayDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedGateway {
  if ((context.definition.inferenceServers ?? []).length === 0 && !hasExternalModels(definition)) {
    problems.add('', 'there is no model behind the gateway', 'Define inferenceServers, or models of others.');
  }
  const answerSeconds = definition.answerSeconds ?? defaultAnswerSeconds;
  requireInteger(problems, 'answerSeconds', answerSeconds, { min: 1, max: 3600, unit: 'seconds' });
  return definition.type === 'litellm'
    ? resolveLiteLlm(definition, answerSeconds, context, problems)
    : resolveInferenceGateway(definition, answerSeconds, context, problems);
}

function hasExternalModels(definition: GatewayDefinition): boolean {
  return definition.type === 'litellm' && (definition.models ?? []).length > 0;
}

/** Names that a server answers to: the model and its adapters. */
function modelNames(server: InferenceServerDefinition): readonly string[] {
  return [
    server.servedModelName ?? server.model,
    ...(server.loraAdapters ?? []).map((adapter) => adapter.name),
  ];
}

/** All models of the platform's servers, under the names that they have there. */
function serverModels(servers: readonly InferenceServerDefinition[]): readonly LiteLlmModel[] {
  return servers.flatMap((server) =>
    modelNames(server).map(
      (name): LiteLlmModel => ({
        type: 'vllm',
        modelName: name,
        apiBase: `http://${server.name}/v1`,
        servedModelName: name,
        ...(server.apiKeySecret === undefined ? {} : { apiKeyVariable: gatewayKeyVariable(server.name) }),
      }),
    ),
  );
}

/** Models that somebody else serves. */
function externalModels(definition: LiteLlmGatewayDefinition): readonly LiteLlmModel[] {
  return (definition.models ?? []).map((model): LiteLlmModel => {
    const apiKeyVariable = gatewayKeyVariable(model.name);
    return model.type === 'azure-openai'
      ? {
          type: 'azure-openai',
          modelName: model.name,
          apiBase: model.endpoint,
          deployment: model.deployment,
          apiVersion: model.apiVersion,
          apiKeyVariable,
        }
      : { type: 'provider', modelName: model.name, model: model.model, apiKeyVariable };
  });
}

function resolveLiteLlm(
  definition: LiteLlmGatewayDefinition,
  answerSeconds: number,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedLiteLlmGateway {
  const { definition: platform } = context;
  const nodePools = resolveWorkloadPools(definition.nodePool, ['cpu'], context, problems);
  const ofOthers = externalModels(definition);
  if (ofOthers.length > 0) checkLiteLlmModels(ofOthers, problems.at('models'));
  const models = [...serverModels(platform.inferenceServers ?? []), ...ofOthers];
  checkLiteLlmFallbacks(definition.fallbacks ?? {}, models, problems.at('fallbacks'));
  if (definition.resources !== undefined)
    checkResources(definition.resources, nodePools, problems.at('resources'));
  if (definition.langfuse === true && platform.langfuse === undefined)
    problems.add('langfuse', 'the platform has no Langfuse', 'Define langfuse, or leave this out.');
  const secrets = liteLlmSecrets(definition, platform);
  checkPlatformSecrets(secrets, context, problems);
  return {
    type: 'litellm',
    name: definition.name,
    namespace: context.namespace,
    nodePools,
    placement: placementOnFirstOf(nodePools, context.nodePools),
    identity: resolveWorkloadIdentity(definition, context, problems),
    secrets,
    image: resolveImage(definition.image ?? defaultLiteLlmImage, context, problems),
    replicas: resolveReplicas(definition, 2, problems) ?? 2,
    resources: definition.resources,
    models,
    routing: {
      ...(definition.strategy === undefined ? {} : { strategy: definition.strategy }),
      ...(definition.fallbacks === undefined ? {} : { fallbacks: definition.fallbacks }),
    },
    answerSeconds,
    shutdown: shutdownPlanWithin(answerSeconds, routedPreStopSeconds(definition.name, platform)),
    langfuseUrl:
      platform.langfuse !== undefined && usesLangfuse(definition, platform)
        ? langfuseInternalUrl(langfuseNames(platform.langfuse))
        : undefined,
  };
}

function resolveInferenceGateway(
  definition: InferenceGatewayDefinition,
  answerSeconds: number,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedInferenceGateway {
  const nodePools = resolveWorkloadPools(definition.nodePool, ['cpu'], context, problems);
  const servers = (context.definition.inferenceServers ?? []).map((server) => ({
    name: server.name,
    modelNames: modelNames(server),
    targetPort: serverPort,
  }));
  // Needs nothing of the gateway, where the header needs something that sets it.
  const routing = definition.routing ?? (servers.length === 1 ? 'one' : 'path');
  checkInferenceRoutes(servers, routing, problems);
  return {
    type: 'inference-gateway',
    name: definition.name,
    namespace: context.namespace,
    nodePools,
    placement: placementOnFirstOf(nodePools, context.nodePools),
    gatewayClassName: definition.gatewayClassName ?? agentgatewayClassName,
    routing,
    servers,
    answerSeconds,
  };
}
