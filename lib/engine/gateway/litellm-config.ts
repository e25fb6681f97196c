import {
  apiKeyVariableOf,
  type LiteLlmFallbacks,
  type LiteLlmModel,
  usesWorkloadIdentity,
} from './litellm-models';

/** Load balancing among models with the same name, retries and fallbacks. */
export interface LiteLlmRouting {
  /**
   * Load balancing. Strategies other than `simple-shuffle` track requests in the memory of each
   * pod, so several pods each see a part.
   *
   * @default 'simple-shuffle', by weight
   */
  readonly strategy?: 'simple-shuffle' | 'least-busy' | 'latency-based-routing';
  /** Retries after a failed request. Requests that time out are not retried. @default 2 */
  readonly retries?: number;
  /** Names to use if all models of a name fail. @default none */
  readonly fallbacks?: LiteLlmFallbacks;
}

/** Input of liteLlmConfig(). */
export interface LiteLlmConfigInput {
  readonly models: readonly LiteLlmModel[];
  readonly routing: LiteLlmRouting;
  /** Maximum duration of a response, seconds. */
  readonly answerSeconds: number;
  /** Whether to send a trace of each request to Langfuse. */
  readonly langfuse: boolean;
  /** Whether to export requests, tokens and latencies to Prometheus. */
  readonly metrics: boolean;
  /** Whether a database stores keys, budgets and spend. */
  readonly database: boolean;
}

/**
 * Database connections of one pod, LiteLLM's default. The database must allow this number for each
 * pod.
 */
const databaseConnectionsPerPod = 10;

/** Environment variables that LiteLLM reads. @see docs.litellm.ai/docs/proxy/prod (2026-11) */
export const liteLlmVariables = {
  masterKey: 'LITELLM_MASTER_KEY',
  saltKey: 'LITELLM_SALT_KEY',
  databaseUrl: 'DATABASE_URL',
  langfusePublicKey: 'LANGFUSE_PUBLIC_KEY',
  langfuseSecretKey: 'LANGFUSE_SECRET_KEY',
} as const;

const fromEnvironment = (variable: string) => `os.environ/${variable}`;

/**
 * `config.yaml` of the proxy. It contains no secret, only the names of their variables.
 *
 * @see docs.litellm.ai/docs/proxy/configs; `litellm --validate_config` of 1.106 (2026-11)
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
      // A retry after a timeout is likely to time out again, and costs the same GPU time.
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
      // Models come from this file only. Models in the database would bypass Git.
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

/** The prefix of `model` selects LiteLLM's protocol. */
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
 * Variables that the proxy requires, sorted and without duplicates.
 *
 * The master key must start with `sk-`, or LiteLLM rejects it. The salt key encrypts the database
 * and must never change. Without a salt key LiteLLM uses the master key, which then must never
 * change either.
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
