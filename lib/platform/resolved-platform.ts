import type { PoolPriority } from '../engine/scheduling/expander-priorities';
import type { RequiredOutput } from './outputs/required-output';
import type { ResolvedAzure } from './resolve-azure';
import type { ResolvedCluster } from './resolve-cluster';
import type { ResolvedGitOps } from './resolve-gitops';
import type { ResolvedIngress } from './resolve-ingress';
import type { ResolvedNetwork } from './resolve-network';
import type { ResolvedServices } from './resolve-services';
import type { ResolvedIdentity } from './resolved-identity';
import type { ResolvedNodePool } from './resolved-node-pool';
import type { VaultSecret } from './vault-secrets';
import type { ResolvedWorkload } from './workloads/workload-kinds';

export type { ResolvedAzure } from './resolve-azure';
export type { ResolvedCluster } from './resolve-cluster';
export type { ResolvedGitOps } from './resolve-gitops';
export type { ResolvedNetwork } from './resolve-network';
export type {
  ResolvedKeyVault,
  ResolvedQueue,
  ResolvedRegistry,
  ResolvedServiceBus,
  ResolvedStorageAccount,
  ResolvedTopic,
} from './resolve-services';
export type { ResolvedApplication } from './resolved-application';
export type { ResolvedIdentity } from './resolved-identity';
export type { ResolvedRoleGrant, ResolvedRoleScope } from './role-scopes';

/**
 * What both halves read: every default is filled in, every name is final, every reference is followed. Frozen. Only
 * `resolvePlatform()` creates it.
 */
export interface ResolvedPlatform extends ResolvedServices {
  readonly environment: string;
  readonly namespace: string;
  readonly azure: ResolvedAzure;
  readonly network: ResolvedNetwork;
  readonly cluster: ResolvedCluster;
  readonly nodePools: readonly ResolvedNodePool[];
  readonly identities: readonly ResolvedIdentity[];
  /** Every workload, in the order of the kinds in `workload-kinds.ts`; `workloadsOf()` selects some kinds. */
  readonly workloads: readonly ResolvedWorkload[];
  readonly ingress: ResolvedIngress | undefined;
  /** Priorities of the cluster autoscaler's `priority` expander. Empty if no workload lists several node pools. */
  readonly poolPriorities: readonly PoolPriority[];
  /** Every secret that must exist in the Key Vault, with its readers. */
  readonly vaultSecrets: readonly VaultSecret[];
  /** Registries that images may come from. */
  readonly allowedImageRegistries: readonly string[];
  readonly gitOps: ResolvedGitOps;
  /** Outputs that the Kubernetes half reads from `outputs/<environment>.json`. */
  readonly requiredOutputs: readonly RequiredOutput[];
  /** Settings that work but deserve a second look. */
  readonly warnings: readonly string[];
}
