import {
  apiKeyVariableOf,
  type LiteLlmFallbacks,
  type LiteLlmModel,
  usesWorkloadIdentity,
} from './litellm-models';

/** How the gateway shares requests among the models of one name, and what it does when one fails. */
export interface LiteLlmRouting {
  /**
   * Default: `simple-shuffle`, by weight; it needs no memory. The others remember what they sent, each pod for itself, so
   * that several pods see a part each.
   */
  readonly strategy?: 'simple-shuffle' | 'least-busy' | 'latency-based-routing';
  /** Tries after the first that failed at once. Default: 2. An answer that took too long is not asked for again. */
  readonly retries?: number;
  /** Other names for when all models of a name fail. Default: none. */
  readonly fallbacks?: LiteLlmFallbacks;
}

/** What the configuration of the proxy follows from. */
export interface LiteLlmConfigInput {
  readonly models: readonly LiteLlmModel[];
  readonly routing: LiteLlmRouting;
  /** Longest time that an answer may take, seconds. */
  readonly answerSeconds: number;
  /** Send a trace of each request to Langfuse. */
  readonly langfuse: boolean;
  /** Count requests, tokens and latencies for Prometheus; a part of the open-source edition. */
  readonly metrics: boolean;
  /** Keys, budgets and spend are in a database. */
  readonly database: boolean;
}

/** Connections of one pod to the database; the database needs room for this times the pods. LiteLLM's own default. */
const databaseConnectionsPerPod = 10;

/** The variables that LiteLLM itself reads. Source: docs.litellm.ai/docs/proxy/prod (2026-11). */
export const liteLlmVariables = {
  masterKey: 'LITELLM_MASTER_KEY',
  saltKey: 'LITELLM_SALT_KEY',
  databaseUrl: 'DATABASE_URL',
  langfusePublicKey: 'LANGFUSE_PUBLIC_KEY',
  langfuseSecretKey: 'LANGFUSE_SECRET_KEY',
} as const;

const fromEnvironment = (variable: string) => `os.environ/${variable}`;

/**
 * `config.yaml` of the proxy, without a secret in it: each is named by its variable.
 * Source: docs.litellm.ai/docs/proxy/configs, and `litellm --validate_config` of 1.106 (2026-11).
 */
export function liteLlmConfig(input: LiteLlmConfigInput) {
  const callbacks = [...(input.langfuse ? ['langfuse_otel'] : []), ...(input.metrics ? ['prometheus'] : [])];
  const { fallbacks = {} } = input.routing;
  const fallbackList = Object.entries(fallbacks).map(([from, to]) => ({ [from]: [...to] }));
  return {
    model_list: input.models.map((model) => ({
      model_name: model.modelName,
      litellm_params: liteLlmParams(model),
    })),
    router_settings: {
      routing_strategy: input.routing.strategy ?? 'simple-shuffle',
      num_retries: input.routing.retries ?? 2,
      // A model that was too slow once is so again, and each try costs its GPU as much.
      retry_policy: { TimeoutErrorRetries: 0 },
      timeout: input.answerSeconds,
      stream_timeout: input.answerSeconds,
      ...(fallbackList.length === 0 ? {} : { fallbacks: fallbackList }),
    },
    litellm_settings: {
      request_timeout: input.answerSeconds,
      json_logs: true,
      ...(callbacks.length === 0 ? {} : { callbacks }),
      ...(input.models.some(usesWorkloadIdentity) ? { enable_azure_ad_token_refresh: true } : {}),
    },
    general_settings: {
      master_key: fromEnvironment(liteLlmVariables.masterKey),
      // The models are those of this file. In the database they would be nobody's commit.
      store_model_in_db: false,
      ...(input.database ? { database_connection_pool_limit: databaseConnectionsPerPod } : {}),
    },
  };
}

function liteLlmParams(model: LiteLlmModel) {
  const variable = apiKeyVariableOf(model);
  return {
    ...providerParams(model),
    ...(variable === undefined ? {} : { api_key: fromEnvironment(variable) }),
    ...(model.weight === undefined ? {} : { weight: model.weight }),
  };
}

/** The prefix of `model` says which protocol LiteLLM speaks. */
function providerParams(model: LiteLlmModel) {
  switch (model.type) {
    case 'vllm':
      return { model: `hosted_vllm/${model.servedModelName}`, api_base: model.apiBase };
    case 'triton':
      return { model: `triton/${model.tritonModelName}`, api_base: model.apiBase };
    case 'azure-openai':
      return { model: `azure/${model.deployment}`, api_base: model.apiBase, api_version: model.apiVersion };
    case 'provider':
      return { model: model.model, ...(model.apiBase === undefined ? {} : { api_base: model.apiBase }) };
  }
}

/**
 * The variables that the proxy has to have, each once and in order.
 *
 * The master key has to start with `sk-`: LiteLLM takes no other for a key. The salt key encrypts what is in the database and
 * can never change; without one the master key is taken, which could then never change either.
 */
export function requiredLiteLlmVariables(
  input: Pick<LiteLlmConfigInput, 'models' | 'langfuse' | 'database'>,
): readonly string[] {
  const { masterKey, saltKey, databaseUrl, langfusePublicKey, langfuseSecretKey } = liteLlmVariables;
  const keys = input.models.map(apiKeyVariableOf).filter((variable) => variable !== undefined);
  return [
    ...new Set([
      masterKey,
      ...(input.database ? [databaseUrl, saltKey] : []),
      ...(input.langfuse ? [langfusePublicKey, langfuseSecretKey] : []),
      ...keys,
    ]),
  ].sort();
}
