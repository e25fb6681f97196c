import type { ResolvedPlatform } from '../../platform/resolved-platform';
import { readPlatformIdentities } from './read-platform-identities';
import { roleTargetText } from './role-target-text';
import type { TopologyIdentity } from './topology-model';

/**
 * Every identity that the definition leads to, with every role that its Terraform gives it: those that workloads and scalers act as, and
 * those of the platform itself.
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
