import type { RoleScope } from '../../facts/role-scope';
import type { ResolvedPlatform } from '../../platform/resolved-platform';

/** Target of a role, with its name in Azure: `queue tasks`, `Key Vault my-kv`. */
export function roleTarget(scope: RoleScope, platform: ResolvedPlatform): string {
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
