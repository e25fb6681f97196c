import type { ServiceAccountRef } from '../../values/service-account';
import type { ResolvedRoleGrant } from './role-scopes';

/** A user-assigned managed identity with its federated credentials and role assignments. */
export interface ResolvedIdentity {
  readonly name: string;
  readonly federatedCredentials: readonly {
    readonly name: string;
    readonly serviceAccount: ServiceAccountRef;
  }[];
  readonly roles: readonly ResolvedRoleGrant[];
  /** Name of the stack output with the client id. */
  readonly clientIdOutput: string;
}
