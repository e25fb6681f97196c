import type { PoolPriority } from '../engine/scheduling/expander-priorities';
import type { ResolvedNodePool } from './cluster/node-pool';
import type { ResolvedCluster } from './cluster/resolve-cluster';
import type { ResolvedGitOps } from './gitops/resolve-gitops';
import type { ResolvedIdentity } from './identities/resolved-identity';
import type { ResolvedIngress } from './network/resolve-ingress';
import type { ResolvedNetwork } from './network/resolve-network';
import type { RequiredOutput } from './outputs/required-output';
import type { ResolvedAzure } from './resolve-azure';
import type { ResolvedServices } from './services/resolve-services';
import type { VaultSecret } from './workloads/vault-secrets';
import type { ResolvedWorkload } from './workloads/workload-kinds';

/**
 * What both halves read: every default is filled in, every name is final, every reference is
 * followed. Frozen. Only `resolvePlatform()` creates it.
 */
export interface ResolvedPlatform extends ResolvedServices {
  readonly environment: string;
  readonly namespace: string;
  readonly azure: ResolvedAzure;
  readonly network: ResolvedNetwork;
  readonly cluster: ResolvedCluster;
  readonly nodePools: readonly ResolvedNodePool[];
  readonly identities: readonly ResolvedIdentity[];
  /**
   * Every workload, in the order of the kinds in `workload-kinds.ts`; `workloadsOf()` selects some
   * kinds.
   */
  readonly workloads: readonly ResolvedWorkload[];
  readonly ingress: ResolvedIngress | undefined;
  /**
   * Priorities of the cluster autoscaler's `priority` expander. Empty if no workload lists several
   * node pools.
   */
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
