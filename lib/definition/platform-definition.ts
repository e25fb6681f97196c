import type { AzureDefinition, NetworkDefinition } from './azure-definition';
import type { ClusterDefinition, NodePoolDefinition } from './cluster-definition';
import type { GitOpsDefinition } from './gitops-definition';
import type {
  IdentityDefinition,
  KeyVaultDefinition,
  RegistryDefinition,
  ServiceBusDefinition,
} from './services-definition';
import type { HttpAppDefinition, InferenceServerDefinition } from './workload-definition';

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
  readonly identities?: readonly IdentityDefinition[];
  readonly inferenceServers?: readonly InferenceServerDefinition[];
  readonly httpApps?: readonly HttpAppDefinition[];
  /** Registries, besides the platform's own and the well-known public ones, that images may come from. */
  readonly imageRegistries?: readonly string[];
  readonly gitOps: GitOpsDefinition;
}
