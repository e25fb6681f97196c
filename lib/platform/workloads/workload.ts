import type { SecretVariableDefinition } from '../../definition/workload-definition';
import type { ResolvedNodePool } from '../cluster/node-pool';
import type { ResolvedWorkloadIdentity } from './workload-identity';

/** The fields of every resolved workload, whatever its kind. */
export interface WorkloadBase {
  readonly name: string;
  readonly namespace: string;
  /**
   * Node pools that its pods may run on, in order of preference. Empty for a chart that places its
   * own pods.
   */
  readonly nodePools: readonly ResolvedNodePool[];
  /**
   * ServiceAccount and managed identity of its pods. Undefined for pods that sign in to nothing in
   * Azure.
   */
  readonly identity: ResolvedWorkloadIdentity | undefined;
  /** Key Vault secrets that its pods read, by environment variable or key. */
  readonly secrets: readonly SecretVariableDefinition[];
}
