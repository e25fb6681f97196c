import type { ResolvedRoleGrant } from '../identities/role-scopes';

/** The role that reads secrets and certificates of the Key Vault. */
export const secretReader = [
  { role: 'Key Vault Secrets User', scope: { kind: 'keyVault' } },
] as const satisfies readonly ResolvedRoleGrant[];

/** Reading the Key Vault, for a workload with secrets. */
export function secretGrants(secrets: readonly unknown[]): readonly ResolvedRoleGrant[] {
  return secrets.length === 0 ? [] : secretReader;
}
