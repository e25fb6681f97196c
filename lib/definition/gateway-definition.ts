import type {
  ImageDefinition,
  NodePoolChoice,
  ResourcesDefinition,
  WorkloadDefinition,
} from './workload-definition';

/** What stands in front of the model servers. */
export type GatewayDefinition = LiteLlmGatewayDefinition | InferenceGatewayDefinition;

/** LiteLLM: one address and one kind of key for all models; budgets and spend with a database. On a pool with the role `cpu`. */
export interface LiteLlmGatewayDefinition extends WorkloadDefinition {
  readonly type: 'litellm';
  /** Default: the image that this version was made with. */
  readonly image?: ImageDefinition;
  /** Default: 2. */
  readonly replicas?: number;
  readonly resources?: ResourcesDefinition;
  /** Key Vault secret with the master key, which starts with `sk-`. Default: `<name>-master-key`. */
  readonly masterKeySecret?: string;
  /** PostgreSQL for keys, budgets and spend. Default: with secrets of the default names. `false`: the master key is the only key. */
  readonly database?:
    | false
    | {
        /** Key Vault secret with its address. Default: `<name>-database-url`. */
        readonly urlSecret?: string;
        /** Key Vault secret that encrypts what is in it, and never changes. Default: `<name>-salt-key`. */
        readonly saltKeySecret?: string;
      };
  /** Models of others, besides those of the platform's own servers, which are all there under their names. */
  readonly models?: readonly ExternalModelDefinition[];
  /** Where requests go when a model fails: other models, in order. */
  readonly fallbacks?: Readonly<Record<string, readonly string[]>>;
  /** How requests are shared among the servers of one model. Default: `simple-shuffle`. */
  readonly strategy?: 'simple-shuffle' | 'least-busy' | 'latency-based-routing';
  /** Longest time that an answer may take, in seconds. Default: 600. */
  readonly answerSeconds?: number;
  /** Send traces to the platform's Langfuse. Default: on if there is one. */
  readonly langfuse?: boolean;
}

/** A model that somebody else serves. */
export type ExternalModelDefinition =
  | {
      readonly type: 'azure-openai';
      /** Name that callers ask for. */
      readonly name: string;
      /** `https://my-account.openai.azure.com`. */
      readonly endpoint: string;
      readonly deployment: string;
      readonly apiVersion: string;
      /** Key Vault secret with the account's key. */
      readonly keySecret: string;
    }
  | {
      readonly type: 'provider';
      /** Name that callers ask for. */
      readonly name: string;
      /** Provider and model as LiteLLM writes them: `mistral/mistral-large-latest`. */
      readonly model: string;
      /** Key Vault secret with the provider's key. */
      readonly keySecret: string;
    };

/** Gateway API with an InferencePool a server: the endpoint picker sends each request to the pod that is best for it. */
export interface InferenceGatewayDefinition {
  readonly type: 'inference-gateway';
  readonly name: string;
  /** Pool of the endpoint pickers, with the role `cpu`. */
  readonly nodePool: NodePoolChoice;
  /**
   * Who implements it. `agentgateway`: installed with the platform. Another name: a GatewayClass that you install, which knows
   * InferencePool. Default: `agentgateway`.
   */
  readonly gatewayClassName?: string;
  /** How a request finds its server. Default: the only one; with several, by the server's name as the first part of the path. */
  readonly routing?: 'model-header' | 'path';
  /** Longest time that an answer may take, in seconds. Default: 600. */
  readonly answerSeconds?: number;
}
