import type { RoleScope } from '../../facts/role-scope';
import type { ServiceAccountRef } from '../../values/service-account';

/** Managed identity. */
export interface InventoryIdentity {
  readonly name: string;
  /** Users of the identity: `production/vllm` for a ServiceAccount. */
  readonly users: readonly string[];
  /** Federated identity credentials; empty for an identity of Azure resources. */
  readonly credentials: readonly { readonly name: string; readonly serviceAccount: ServiceAccountRef }[];
  readonly roles: readonly InventoryRole[];
}

/** Role assignment. */
export interface InventoryRole {
  readonly role: string;
  /** `queue tasks`, `Key Vault my-kv`. */
  readonly on: string;
  /** Scope; undefined for a target that no workload can have a role on. */
  readonly scope: RoleScope | undefined;
}
