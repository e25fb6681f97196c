import type { ServiceAccountRef } from '../../values/service-account';
import type { ResolvedRoleGrant } from './role-scopes';

/** A federated credential and role assignments that a managed identity must have. */
export interface IdentityNeed {
  readonly identityName: string;
  /** Whether the platform creates the identity for this need, or the definition lists it. */
  readonly isOwn: boolean;
  /**
   * ServiceAccount that acts as the identity. Undefined: one that the identity in the definition
   * trusts already.
   */
  readonly trusts:
    | { readonly credentialName: string; readonly serviceAccount: ServiceAccountRef }
    | undefined;
  readonly grants: readonly ResolvedRoleGrant[];
}
