import {
  anyOf,
  type CompleteOf,
  choice,
  type DefinitionOf,
  list,
  object,
  type Schema,
  text,
  textMap,
  texts,
} from '../values/schema';

const imageInRegistry = object({
  /** Repository in the platform's registry, in lowercase: `team/app`. */
  repository: text,
  /** Tag that never moves, such as a version. `latest` and similar tags are refused. */
  tag: text,
});

export const imageSchema = anyOf([text, imageInRegistry]);

/**
 * Container image: the full reference of an image in a public registry
 * (`docker.io/library/nginx:1.31.2`), or repository and tag of an image in the platform's own
 * registry.
 */
export type ImageDefinition = DefinitionOf<typeof imageSchema>;

const resources = object({
  /**
   * CPU request as a Kubernetes quantity: `500m` or `2`. Containers have no CPU limit, so that they
   * can use idle CPUs.
   */
  cpu: text,
  /**
   * Memory request as a Kubernetes quantity with a binary unit: `512Mi` or `4Gi`. It is also the
   * memory limit.
   */
  memory: text,
});

/** CPU and memory of one container. */
export interface ResourcesDefinition extends DefinitionOf<typeof resources> {}
export const resourcesSchema: Schema<ResourcesDefinition> = resources;

const secretVariable = object({
  /** Name of the environment variable. */
  variable: text,
  /** Name of the Key Vault secret that holds the value. Never the value itself. */
  secret: text,
});

/** A Key Vault secret that a container reads from an environment variable. */
export interface SecretVariableDefinition extends DefinitionOf<typeof secretVariable> {}
export const secretVariableSchema: Schema<SecretVariableDefinition> = secretVariable;

export const nodePoolChoiceSchema = anyOf([text, texts]);

/**
 * Name of a node pool, or names of several in order of preference, for example a spot pool before
 * an on-demand pool. The cluster autoscaler adds nodes to the first pool that has capacity.
 */
export type NodePoolChoice = DefinitionOf<typeof nodePoolChoiceSchema>;

export const workload = object({
  /** Name of the workload, of its Service, and of its folder in `dist/<environment>`. */
  name: text,
  /** Node pool of the pods, or several node pools with the preferred one first. */
  nodePool: nodePoolChoiceSchema,
  /**
   * Managed identity of the pods, by its name in `identities`. The platform grants it exactly the
   * roles that the workload needs.
   * @default an identity of the workload's own, `<cluster>-<workload>`, if the workload needs one
   */
  identity: text.optional(),
  /**
   * Kubernetes ServiceAccount of the pods: one that a federated credential of `identity` names.
   * @default the identity's only ServiceAccount in the platform's namespace
   */
  serviceAccount: text.optional(),
});

/** Fields that every workload has. */
export interface WorkloadDefinition extends DefinitionOf<typeof workload> {}

const gatewayWithKey = object({
  /** The platform's gateway, with a Key Vault secret of your choice for the key. */
  gateway: object({
    /**
     * Name of the Key Vault secret that holds the gateway key, in place of
     * `<application>-gateway-key`.
     */
    keySecret: text,
  }),
});

const inferenceServerUse = object({
  /**
   * Name of an inference server that the application calls directly. The application gets
   * `OPENAI_BASE_URL`, and `OPENAI_API_KEY` if the server requires a key.
   */
  inferenceServer: text,
});

const sendingUse = object({
  /**
   * Name of a queue that the application sends messages to. The application gets
   * `SERVICE_BUS_NAMESPACE` and `SERVICE_BUS_SEND_QUEUE`, and its identity the role Azure Service
   * Bus Data Sender.
   */
  sendsTo: text,
});

const receivingUse = object({
  /**
   * Name of a queue, or topic and name of a subscription, that the application receives messages
   * from. The application gets `SERVICE_BUS_NAMESPACE`, and `SERVICE_BUS_QUEUE` or
   * `SERVICE_BUS_TOPIC` and `SERVICE_BUS_SUBSCRIPTION`; its identity gets the role Azure Service
   * Bus Data Receiver. A queue worker receives from its own `queue` or `subscription` instead.
   */
  receivesFrom: anyOf([
    text,
    object({
      /** Name of a topic of `serviceBus`. */
      topic: text,
      /** Name of a subscription of the topic. */
      subscription: text,
    }),
  ]),
});

export const useSchema = anyOf([
  choice(['gateway', 'langfuse']),
  gatewayWithKey,
  inferenceServerUse,
  sendingUse,
  receivingUse,
]);

/**
 * Another part of the platform that an application calls. Addresses, keys and roles follow from it.
 *
 * - `gateway`: the application gets `OPENAI_BASE_URL`, and `OPENAI_API_KEY` from the Key Vault
 *   secret `<application>-gateway-key`.
 * - `langfuse`: the application gets `LANGFUSE_BASE_URL` and the keys of Langfuse's first project.
 */
export type UseDefinition = DefinitionOf<typeof useSchema>;

export const application = object({
  /** Image of the container. */
  image: imageSchema,
  /**
   * Command of the container (Kubernetes `command`), which replaces the entry point of the image.
   * @default the entry point of the image
   */
  command: texts.optional(),
  /**
   * Arguments of the container (Kubernetes `args`), which replace the `CMD` of the image.
   * @default the `CMD` of the image
   */
  args: texts.optional(),
  /**
   * Environment variables with plain values. Values are committed to Git; put secrets into
   * `secrets`.
   * @default none
   */
  environment: textMap.default({}),
  /**
   * Environment variables with values from the Key Vault.
   * @default none
   */
  secrets: list(secretVariableSchema).default([]),
  /**
   * Other parts of the platform that the application uses: at most one gateway or inference server,
   * at most one queue to send to, and at most one queue or subscription to receive from.
   * @default none
   */
  uses: list(useSchema).default([]),
});

/** Fields that every workload with your own image has. */
export interface ApplicationDefinition extends WorkloadDefinition, DefinitionOf<typeof application> {}
/** Fields that every workload with your own image has, with defaults filled in. */
export interface CompleteApplication extends WorkloadDefinition, CompleteOf<typeof application> {}
