import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { InventoryIdentity } from './inventory-identity';
import { readPlatformIdentities } from './read-platform-identities';
import { roleTarget } from './role-target';

/**
 * Every managed identity of the platform with every role that its Terraform assigns: the identities
 * of workloads and scalers, and those of the cluster, its ingress and Grafana.
 */
export function readIdentities(platform: ResolvedPlatform): readonly InventoryIdentity[] {
  return [
    ...platform.identities.map(({ name, federatedCredentials, roles }) => ({
      name,
      users: federatedCredentials.map(({ serviceAccount: { namespace, name } }) => `${namespace}/${name}`),
      credentials: federatedCredentials,
      roles: roles.map(({ role, scope }) => ({ role, on: roleTarget(scope, platform), scope })),
    })),
    ...readPlatformIdentities(platform),
  ];
}

/** Identity that pods with a ServiceAccount use; undefined if no federated credential trusts it. */
export function identityOf(
  identities: readonly InventoryIdentity[],
  namespace: string,
  serviceAccountName: string | undefined,
): string | undefined {
  return identities.find(({ credentials }) =>
    credentials.some(
      ({ serviceAccount }) =>
        serviceAccount.namespace === namespace && serviceAccount.name === serviceAccountName,
    ),
  )?.name;
}
