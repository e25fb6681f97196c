import type { ResourceRequests } from '../engine/scheduling/resource-requests';

/** An image of a public registry in full (`docker.io/vllm/vllm-openai:<tag>`), or one of the platform's own registry. */
export type ImageDefinition = string | { readonly repository: string; readonly tag: string };

/** Requests of a container. */
export type ResourcesDefinition = ResourceRequests;

/** A secret of the platform's Key Vault as an environment variable. */
export interface SecretVariableDefinition {
  /** Name of the variable. */
  readonly variable: string;
  /** Name of the secret in the vault; its value is never here. */
  readonly secret: string;
}

/** A node pool, or several in order: the first that has room is taken (spot before on demand, say). */
export type NodePoolChoice = string | readonly string[];

/** What every workload has. */
export interface WorkloadDefinition {
  /** Name of the workload, its Service if it has one, and its application folder. */
  readonly name: string;
  /** Name of a node pool, or of several with the preferred one first. */
  readonly nodePool: NodePoolChoice;
  /**
   * Identity that the pods act as. Default: one of their own, `<cluster>-<workload>`, where they need any. Either gets the
   * roles that the workload needs, and no others.
   */
  readonly identity?: string;
  /** One of the identity's ServiceAccounts. Default: the only one that it has in the namespace. */
  readonly serviceAccount?: string;
}

/** Another part of the platform that an application calls; addresses, keys and roles follow. */
export type UseDefinition =
  /** `OPENAI_BASE_URL`, and `OPENAI_API_KEY` from the secret `<application>-gateway-key`. */
  | 'gateway'
  /** `LANGFUSE_BASE_URL`, and the keys of its first project. */
  | 'langfuse'
  | {
      /** The gateway, with a key under another name in Key Vault. */
      readonly gateway: { readonly keySecret: string };
    }
  | {
      /** A model server without the gateway between: `OPENAI_BASE_URL`, and its key if it wants one. */
      readonly inferenceServer: string;
    }
  | {
      /** A queue that it sends to: `SERVICE_BUS_NAMESPACE` and `SERVICE_BUS_SEND_QUEUE`, and the role Data Sender. */
      readonly sendsTo: string;
    };

/** What every application with an image of one's own has. */
export interface ApplicationDefinition extends WorkloadDefinition {
  readonly image: ImageDefinition;
  /** Default: the image's own entry point. */
  readonly command?: readonly string[];
  /** Default: the image's own. */
  readonly args?: readonly string[];
  /** Requests. */
  readonly resources?: ResourcesDefinition;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly SecretVariableDefinition[];
  /** Other parts of the platform that it calls. At most one gateway or model server. */
  readonly uses?: readonly UseDefinition[];
}
