import type {
  AgentAppDefinition,
  CronJobDefinition,
  HttpAppDefinition,
  QueueWorkerDefinition,
} from './application-definition';
import type { AzureDefinition, NetworkDefinition } from './azure-definition';
import type { HelmChartDefinition, LangfuseDefinition } from './chart-definition';
import type { ClusterDefinition, NodePoolDefinition } from './cluster-definition';
import type { GatewayDefinition } from './gateway-definition';
import type { GitOpsDefinition } from './gitops-definition';
import type { InferenceServerDefinition, TritonServerDefinition } from './inference-definition';
import type { IngressDefinition } from './ingress-definition';
import type {
  IdentityDefinition,
  KeyVaultDefinition,
  RegistryDefinition,
  ServiceBusDefinition,
  StorageAccountDefinition,
} from './services-definition';

/**
 * One AI platform on AKS in the user's words. References are by name and are checked; every problem is told at once.
 */
export interface PlatformDefinition {
  /** Names the stack, `dist/<environment>` and `outputs/<environment>.json`: lower-case letters, digits and '-'. */
  readonly environment: string;
  /** Kubernetes namespace of the workloads. Default: `environment`. */
  readonly namespace?: string;
  readonly azure: AzureDefinition;
  readonly network?: NetworkDefinition;
  readonly cluster: ClusterDefinition;
  /** Exactly one `system`, at least one `cpu`. */
  readonly nodePools: readonly NodePoolDefinition[];
  readonly registry?: RegistryDefinition;
  readonly keyVault?: KeyVaultDefinition;
  readonly serviceBus?: ServiceBusDefinition;
  readonly storageAccounts?: readonly StorageAccountDefinition[];
  readonly identities?: readonly IdentityDefinition[];
  readonly inferenceServers?: readonly InferenceServerDefinition[];
  readonly tritonServers?: readonly TritonServerDefinition[];
  /** In front of the model servers: LiteLLM, or an inference gateway. */
  readonly gateway?: GatewayDefinition;
  readonly langfuse?: LangfuseDefinition;
  readonly httpApps?: readonly HttpAppDefinition[];
  readonly agentApps?: readonly AgentAppDefinition[];
  readonly queueWorkers?: readonly QueueWorkerDefinition[];
  readonly cronJobs?: readonly CronJobDefinition[];
  /** Charts of others, each an application of its own. */
  readonly helmCharts?: readonly HelmChartDefinition[];
  /** The way in from outside of the cluster. Default: none; applications then call each other only. */
  readonly ingress?: IngressDefinition;
  /** Registries, besides the platform's own and the well-known public ones, that images may come from. */
  readonly imageRegistries?: readonly string[];
  readonly gitOps: GitOpsDefinition;
}
