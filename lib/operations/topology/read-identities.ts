import type { ResolvedPlatform } from '../../platform/resolved-platform';
import { readPlatformIdentities } from './read-platform-identities';
import { roleTargetText } from './role-target-text';
import type { TopologyIdentity } from './topology-model';

/**
 * Every managed identity of the platform with every role that its Terraform assigns: the identities of workloads and scalers, and those
 * of the cluster, its ingress and Grafana.
 */
export function readIdentities(platform: ResolvedPlatform): readonly TopologyIdentity[] {
  return [
    ...platform.identities.map(({ name, federatedCredentials, roles }) => ({
      name,
      users: federatedCredentials.map(({ serviceAccount: { namespace, name } }) => `${namespace}/${name}`),
      grants: roles.map(({ role, scope }) => ({ role, on: roleTargetText(scope, platform) })),
    })),
    ...readPlatformIdentities(platform),
  ];
}
