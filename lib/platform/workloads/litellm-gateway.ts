import type { CompleteLiteLlmGateway, ExternalModelDefinition } from '../../definition/gateway-definition';
import type { CompleteInferenceServer } from '../../definition/inference-definition';
import type { CompletePlatform } from '../../definition/platform-definition';
import type { SecretVariableDefinition } from '../../definition/workload-definition';
import { liteLlmVariables } from '../../engine/gateway/litellm-config';
import {
  checkLiteLlmFallbacks,
  checkLiteLlmModels,
  type LiteLlmModel,
} from '../../engine/gateway/litellm-models';
import { langfuseInternalUrl } from '../../engine/langfuse/langfuse-url';
import { liteLlmPort, liteLlmProbePlan } from '../../engine/probes/litellm-probes';
import { shutdownPlanWithin } from '../../engine/probes/probe-plan';
import { placementOnFirstOf } from '../../engine/scheduling/placement';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import { routedPreStopSeconds } from './application';
import { resolveAnswerSeconds } from './gateway';
import { servedModelNames } from './inference-server';
import { langfuseNames } from './langfuse-names';
import { secretGrants } from './secret-grants';
import type { WorkloadContext } from './workload-context';
import type { ModelRoute } from './workload-facets';
import { resolveWorkloadIdentity } from './workload-identity';
import { resolveImage } from './workload-image';
import { never, none, serverProbes, type WorkloadKindOf } from './workload-kind';
import { checkResources, resolveWorkloadPools } from './workload-pools';
import { checkPlatformSecrets, secretVariable } from './workload-secrets';

/** Variable of the key of a server or a provider in the gateway: `VLLM_PHI_4_KEY`. */
function gatewayKeyVariable(name: string): string {
  return `${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_KEY`.replace(/^(?=[0-9])/, 'MODEL_');
}

function usesLangfuse(gateway: CompleteLiteLlmGateway, platform: CompletePlatform): boolean {
  return gateway.langfuse ?? platform.langfuse !== undefined;
}

/** Keys, databases and the keys of the models behind the gateway. */
function gatewaySecrets(
  gateway: CompleteLiteLlmGateway,
  platform: CompletePlatform,
): readonly SecretVariableDefinition[] {
  const { name, database } = gateway;
  const langfuse =
    platform.langfuse !== undefined && usesLangfuse(gateway, platform)
      ? langfuseNames(platform.langfuse).secrets.initial
      : undefined;
  return [
    { variable: liteLlmVariables.masterKey, secret: gateway.masterKeySecret ?? `${name}-master-key` },
    ...(database === false
      ? []
      : [
          { variable: liteLlmVariables.databaseUrl, secret: database?.urlSecret ?? `${name}-database-url` },
          { variable: liteLlmVariables.saltKey, secret: database?.saltKeySecret ?? `${name}-salt-key` },
        ]),
    ...secretVariable(liteLlmVariables.langfusePublicKey, langfuse?.publicKey),
    ...secretVariable(liteLlmVariables.langfuseSecretKey, langfuse?.secretKey),
    ...platform.inferenceServers.flatMap((server) =>
      secretVariable(gatewayKeyVariable(server.name), server.apiKeySecret),
    ),
    ...gateway.models.map((model) => ({
      variable: gatewayKeyVariable(model.name),
      secret: model.keySecret,
    })),
  ];
}

/** Models of the platform's inference servers, with the names that the servers use. */
function serverModels(servers: readonly CompleteInferenceServer[]): readonly LiteLlmModel[] {
  return servers.flatMap((server) =>
    servedModelNames(server).map(
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

/** Models of other providers. */
function externalModels(definition: CompleteLiteLlmGateway): readonly LiteLlmModel[] {
  return definition.models.map((model): LiteLlmModel => {
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

function resolveLiteLlmGateway(
  definition: CompleteLiteLlmGateway,
  context: WorkloadContext,
  problems: ProblemList,
) {
  const { definition: platform } = context;
  if (platform.inferenceServers.length + definition.models.length === 0) {
    problems.add('', 'the gateway has no models', 'Add inferenceServers, or models of other providers.');
  }
  const answerSeconds = resolveAnswerSeconds(definition, problems);
  const nodePools = resolveWorkloadPools(definition.nodePool, ['cpu'], context, problems);
  const external = externalModels(definition);
  if (external.length > 0) checkLiteLlmModels(external, problems.at('models'));
  const models = [...serverModels(platform.inferenceServers), ...external];
  checkLiteLlmFallbacks(definition.fallbacks ?? {}, models, problems.at('fallbacks'));
  checkResources(definition.resources, nodePools, problems.at('resources'));
  if (definition.langfuse === true && platform.langfuse === undefined)
    problems.add('langfuse', 'the definition has no langfuse', 'Add langfuse, or remove this field.');
  const secrets = gatewaySecrets(definition, platform);
  checkPlatformSecrets(secrets, context, problems);
  requireInteger(problems, 'replicas', definition.replicas, { min: 1, max: 1000, unit: 'replicas' });
  return {
    kind: 'litellm-gateway' as const,
    name: definition.name,
    namespace: context.namespace,
    nodePools,
    placement: placementOnFirstOf(nodePools, context.nodePools),
    identity: resolveWorkloadIdentity(definition, context, problems),
    secrets,
    image: resolveImage(definition.image, context, problems),
    replicas: definition.replicas,
    resources: definition.resources,
    models,
    routes: routesOf(platform.inferenceServers, definition.models),
    routing: {
      ...(definition.strategy === undefined ? {} : { strategy: definition.strategy }),
      ...(definition.fallbacks === undefined ? {} : { fallbacks: definition.fallbacks }),
    },
    answerSeconds,
    probes: liteLlmProbePlan(liteLlmPort),
    shutdown: shutdownPlanWithin(answerSeconds, routedPreStopSeconds(definition.name, platform)),
    langfuseUrl:
      platform.langfuse !== undefined && usesLangfuse(definition, platform)
        ? langfuseInternalUrl(langfuseNames(platform.langfuse))
        : undefined,
  };
}

/** Provider of a model that runs outside of the platform. */
function providerOf(model: ExternalModelDefinition): string {
  return model.type === 'provider'
    ? model.model.split('/')[0]!
    : `Azure OpenAI ${/^https?:\/\/([^./:]+)/.exec(model.endpoint)?.[1] ?? model.endpoint}`;
}

/** Models by the server or provider that they run on. */
function routesOf(
  servers: readonly CompleteInferenceServer[],
  external: readonly ExternalModelDefinition[],
): readonly ModelRoute[] {
  const providers = [...new Set(external.map(providerOf))];
  return [
    ...servers.map((server) => ({ to: server.name, isExternal: false, models: servedModelNames(server) })),
    ...providers.map((to) => ({
      to,
      isExternal: true,
      models: external.filter((model) => providerOf(model) === to).map(({ name }) => name),
    })),
  ];
}

export type ResolvedLiteLlmGateway = Readonly<ReturnType<typeof resolveLiteLlmGateway>>;

/** LiteLLM in front of the inference servers and of models of other providers. */
export const liteLlmGateway: WorkloadKindOf<CompleteLiteLlmGateway, ResolvedLiteLlmGateway> = {
  title: 'LiteLLM',
  role: 'gateway',
  key: 'gateway',
  definitions: ({ gateway }) => (gateway?.type === 'litellm' ? [gateway] : []),
  account: (gateway) => gateway,
  nodePool: ({ nodePool }) => nodePool,
  grants: (gateway, platform) => secretGrants(gatewaySecrets(gateway, platform)),
  scalerGrants: none,
  warnings: none,
  resolve: resolveLiteLlmGateway,
  delivery: 'manifests',
  charts: none,
  scaler: never,
  replicas: ({ replicas }) => ({ min: replicas, max: replicas }),
  podOwner: () => 'Deployment',
  gpus: never,
  probes: serverProbes,
  calls: ({ routes }) => routes.flatMap(({ to, isExternal }) => (isExternal ? [] : [to])),
  modelRoutes: ({ routes }) => routes,
  detail: never,
  modelServer: never,
  secretUse: ({ secrets }) => ({
    // LITELLM_SALT_KEY encrypts keys in the database: docs.litellm.ai/docs/proxy/prod (2026-11).
    permanent: secrets.flatMap(({ variable, secret }) =>
      variable === liteLlmVariables.saltKey ? [secret] : [],
    ),
    initial: [],
    apiKeys: [],
  }),
  routeTarget: ({ name, answerSeconds }) => ({ service: name, answerSeconds }),
};
