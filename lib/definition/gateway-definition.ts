import { agentgatewayClassName } from '../engine/charts/agentgateway';
import { images } from '../facts/versions';
import {
  anyOf,
  boolean,
  type CompleteOf,
  choice,
  type DefinitionOf,
  joined,
  list,
  literal,
  number,
  object,
  oneOf,
  recordOf,
  type Schema,
  text,
  texts,
} from '../values/schema';
import {
  imageSchema,
  nodePoolChoiceSchema,
  resourcesSchema,
  type WorkloadDefinition,
  workload,
} from './workload-definition';

const azureOpenAiModel = object({
  /** A deployment of Azure OpenAI. */
  type: literal('azure-openai'),
  /** Name of the model in the gateway's API: the `model` of a request. */
  name: text,
  /** Endpoint of the Azure OpenAI resource: `https://my-account.openai.azure.com`. */
  endpoint: text,
  /** Name of the deployment. */
  deployment: text,
  /** Version of the Azure OpenAI API, as a date: `2024-10-21`. */
  apiVersion: text,
  /** Name of the Key Vault secret with a key of the resource. */
  keySecret: text,
});

const providerModel = object({
  /** A model of any other provider that LiteLLM supports. */
  type: literal('provider'),
  /** Name of the model in the gateway's API: the `model` of a request. */
  name: text,
  /** Provider and model as LiteLLM names them: `mistral/mistral-large-latest`. */
  model: text,
  /** Name of the Key Vault secret with the provider's API key. */
  keySecret: text,
});

export const externalModelSchema = oneOf('type', [azureOpenAiModel, providerModel]);

/** A model that a provider outside the platform serves. */
export type ExternalModelDefinition = DefinitionOf<typeof externalModelSchema>;

const liteLlmGateway = object({
  /** LiteLLM. */
  type: literal('litellm'),
  /**
   * Image of the gateway.
   * @default the LiteLLM image in lib/facts, which this version of the library is tested with
   */
  image: imageSchema.default(images.liteLlm.reference),
  /**
   * Number of replicas, 1 to 1000.
   * @default 2, so that one node can be drained without an outage
   */
  replicas: number.default(2),
  /**
   * CPU and memory of each pod.
   * @default 1 CPU and 2Gi of memory: the proxy is one process, and uses about 1 GiB before its
   * first request
   */
  resources: resourcesSchema.default({ cpu: '1', memory: '2Gi' }),
  /**
   * Name of the Key Vault secret with the master key, which starts with `sk-`.
   * @default `<name>-master-key`
   */
  masterKeySecret: text.optional(),
  /**
   * PostgreSQL database for keys, budgets and spend. With `false` the master key is the only key.
   * @default a database, with the default names of its secrets
   */
  database: anyOf([
    literal(false),
    object({
      /**
       * Name of the Key Vault secret with the URL of the database.
       * @default `<name>-database-url`
       */
      urlSecret: text.optional(),
      /**
       * Name of the Key Vault secret with the salt that encrypts provider keys in the database. Its
       * value must never change.
       * @default `<name>-salt-key`
       */
      saltKeySecret: text.optional(),
    }),
  ]).optional(),
  /**
   * Models of providers outside the platform. The gateway always offers the models of the
   * platform's own inference servers.
   * @default none
   */
  models: list(externalModelSchema).default([]),
  /**
   * Fallback models by model name: if all servers of a model fail, the gateway tries these models
   * in order.
   * @default none
   */
  fallbacks: recordOf(texts).optional(),
  /**
   * How the gateway distributes requests among the servers of one model.
   * @default `simple-shuffle`, which needs no shared state; the others see only the requests of
   * their own pod
   */
  strategy: choice(['simple-shuffle', 'least-busy', 'latency-based-routing']).optional(),
  /**
   * Timeout of an answer in seconds, 1 to 3600.
   * @default 600, because a long answer takes minutes
   */
  answerSeconds: number.default(600),
  /**
   * Whether the gateway sends traces to the platform's Langfuse.
   * @default true if the platform has a Langfuse, which then shows the requests of every caller;
   * otherwise false
   */
  langfuse: boolean.optional(),
});

/**
 * LiteLLM: one address and one kind of key for all models, with budgets and spend if it has a
 * database. Runs on a node pool with the role `cpu`.
 */
export interface LiteLlmGatewayDefinition extends DefinitionOf<typeof liteLlmGateway>, WorkloadDefinition {}
/** LiteLLM with defaults filled in. */
export interface CompleteLiteLlmGateway extends CompleteOf<typeof liteLlmGateway>, WorkloadDefinition {}
const liteLlmGatewaySchema: Schema<LiteLlmGatewayDefinition, CompleteLiteLlmGateway> = joined(
  workload,
  liteLlmGateway,
);

const inferenceGateway = object({
  /** A Gateway API gateway with an InferencePool for each inference server. */
  type: literal('inference-gateway'),
  /** Name of the gateway, of its Service, and of its folder in `dist/<environment>`. */
  name: text,
  /** Node pool of the endpoint pickers, with the role `cpu`. */
  nodePool: nodePoolChoiceSchema,
  /**
   * GatewayClass that implements the gateway. The platform installs `agentgateway`; you install any
   * other class, and it must support InferencePool.
   * @default `agentgateway`, the class that the platform installs
   */
  gatewayClassName: text.default(agentgatewayClassName),
  /**
   * How a request selects its server if there are several: by the header `X-Gateway-Model-Name`, or
   * by the server's name as first segment of the path.
   * @default `path`, because no gateway needs an extension for it; with one server every request
   * goes to that server
   */
  routing: choice(['model-header', 'path']).optional(),
  /**
   * Timeout of an answer in seconds, 1 to 3600.
   * @default 600, because a long answer takes minutes
   */
  answerSeconds: number.default(600),
});

/**
 * A Gateway API gateway whose endpoint picker sends each request to the pod with the shortest queue
 * and the best cache hit.
 */
export interface InferenceGatewayDefinition extends DefinitionOf<typeof inferenceGateway> {}
/** An inference gateway with defaults filled in. */
export interface CompleteInferenceGateway extends CompleteOf<typeof inferenceGateway> {}
const inferenceGatewaySchema: Schema<InferenceGatewayDefinition, CompleteInferenceGateway> = inferenceGateway;

export const gatewaySchema = oneOf('type', [liteLlmGatewaySchema, inferenceGatewaySchema]);

/** The gateway in front of the inference servers. */
export type GatewayDefinition = DefinitionOf<typeof gatewaySchema>;
/** The gateway with defaults filled in. */
export type CompleteGateway = CompleteOf<typeof gatewaySchema>;
