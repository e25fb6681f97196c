import type { ResolvedPlatform, ResolvedRoleScope } from '../platform/resolved-platform';
import type { TopologyIdentity } from './topology-model';

/**
 * The identities of the definition, of workloads and scalers, and the two of the cluster itself. Those that AKS makes for its ingress
 * add-ons are not known before the deployment, and left out.
 */
export function readIdentities(platform: ResolvedPlatform): readonly TopologyIdentity[] {
  const { cluster, registry } = platform;
  return [
    ...platform.identities.map(({ name, federatedCredentials, roles }) => ({
      name,
      users: federatedCredentials.map(({ serviceAccount: { namespace, name } }) => `${namespace}/${name}`),
      grants: roles.map(({ role, scope }) => ({ role, on: scopeText(scope, platform) })),
    })),
    {
      name: cluster.identityName,
      users: ['the cluster'],
      grants: [{ role: 'Network Contributor', on: `subnet ${subnetName(platform)}` }],
    },
    ...(registry === undefined
      ? []
      : [
          {
            name: `${cluster.name}-agentpool`,
            users: ['the nodes'],
            grants: [{ role: 'AcrPull', on: `registry ${registry.name}` }],
          },
        ]),
  ];
}

function subnetName({ network }: ResolvedPlatform): string {
  const existing = network.existing?.nodeSubnetId.split('/').at(-1);
  return existing === undefined ? 'of the nodes' : existing;
}

/** What a role is on, by the name that Azure has. */
function scopeText(scope: ResolvedRoleScope, platform: ResolvedPlatform): string {
  const account = (key: string) =>
    platform.storageAccounts.find((candidate) => candidate.key === key)?.name ?? key;
  switch (scope.kind) {
    case 'keyVault':
      return `Key Vault ${platform.keyVault?.name ?? ''}`.trimEnd();
    case 'registry':
      return `registry ${platform.registry?.name ?? ''}`.trimEnd();
    case 'serviceBus':
      return `Service Bus ${platform.serviceBus?.name ?? ''}`.trimEnd();
    case 'monitorWorkspace':
      return `Monitor workspace ${platform.cluster.monitorWorkspaceName}`;
    case 'resourceGroup':
      return `resource group ${platform.azure.resourceGroup.name}`;
    case 'queue':
      return `queue ${scope.queue}`;
    case 'topic':
      return `topic ${scope.topic}`;
    case 'subscription':
      return `subscription ${scope.topic}/${scope.subscription}`;
    case 'storage':
      return `storage account ${account(scope.account)}`;
    case 'container':
      return `container ${account(scope.account)}/${scope.container}`;
    case 'share':
      return `share ${account(scope.account)}/${scope.share}`;
  }
}
