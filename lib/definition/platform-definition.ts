import { type CompleteOf, type DefinitionOf, list, object, type Schema, text, texts } from '../values/schema';
import { applicationLists } from './application-definition';
import { azureSchema, networkSchema } from './azure-definition';
import { helmChartSchema, langfuseSchema } from './chart-definition';
import { clusterSchema } from './cluster-definition';
import { gatewaySchema } from './gateway-definition';
import { gitOpsSchema } from './gitops-definition';
import { inferenceServerSchema, tritonServerSchema } from './inference-definition';
import { ingressSchema } from './ingress-definition';
import { nodePoolSchema } from './node-pool-definition';
import {
  identitySchema,
  keyVaultSchema,
  registrySchema,
  serviceBusSchema,
  storageAccountSchema,
} from './services-definition';

const platform = object({
  /**
   * Name of the environment: lowercase letters, digits and hyphens. It names the Terraform stack,
   * `dist/<environment>` and `outputs/<environment>.json`.
   */
  environment: text,
  /**
   * Kubernetes namespace of the workloads.
   * @default the value of `environment`
   */
  namespace: text.optional(),
  /** Subscription, region and resource group. */
  azure: azureSchema,
  /**
   * Virtual network and address ranges.
   * @default a virtual network of the platform's own, with the default of each range
   */
  network: networkSchema.prefault({}),
  /** The AKS cluster. */
  cluster: clusterSchema,
  /** Node pools: exactly one with the role `system`, at least one with the role `cpu`. */
  nodePools: list(nodePoolSchema),
  /**
   * Container registry.
   * @default none: all images come from public registries
   */
  registry: registrySchema.optional(),
  /**
   * Key Vault for the secrets of the workloads.
   * @default none: workloads then have no secrets, and there is no ingress
   */
  keyVault: keyVaultSchema.optional(),
  /**
   * Service Bus namespace with queues and topics.
   * @default none
   */
  serviceBus: serviceBusSchema.optional(),
  /**
   * Storage accounts.
   * @default none
   */
  storageAccounts: list(storageAccountSchema).default([]),
  /**
   * Managed identities with ServiceAccounts and roles that you choose. Workloads that need an
   * identity and name none get one of their own.
   * @default none
   */
  identities: list(identitySchema).default([]),
  /**
   * vLLM servers.
   * @default none
   */
  inferenceServers: list(inferenceServerSchema).default([]),
  /**
   * Triton Inference Servers.
   * @default none
   */
  tritonServers: list(tritonServerSchema).default([]),
  /**
   * Gateway in front of the inference servers: LiteLLM, or a Gateway API gateway.
   * @default none: applications call inference servers directly
   */
  gateway: gatewaySchema.optional(),
  /**
   * Langfuse: traces, evaluations and prompts.
   * @default none
   */
  langfuse: langfuseSchema.optional(),
  ...applicationLists.shape,
  /**
   * Helm charts, each as an Argo CD Application of its own.
   * @default none
   */
  helmCharts: list(helmChartSchema).default([]),
  /**
   * How clients outside the cluster reach the platform.
   * @default none: only workloads in the cluster reach each other
   */
  ingress: ingressSchema.optional(),
  /**
   * Hosts of further container registries that images may come from, in addition to the platform's
   * own registry and the well-known public registries.
   * @default none
   */
  imageRegistries: texts.default([]),
  /** How Argo CD deploys the manifests. */
  gitOps: gitOpsSchema,
});

/**
 * The definition of an AI platform on AKS. References are by name. Synth checks the whole
 * definition, and reports every problem at once.
 */
export interface PlatformDefinition extends DefinitionOf<typeof platform> {}
/** The definition of a platform with defaults filled in. */
export interface CompletePlatform extends CompleteOf<typeof platform> {}
export const platformSchema: Schema<PlatformDefinition, CompletePlatform> = platform;
