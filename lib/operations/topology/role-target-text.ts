import type { ResolvedPlatform, ResolvedRoleScope } from '../../platform/resolved-platform';

/** What a role is on, by the name that Azure has. */
export function roleTargetText(scope: ResolvedRoleScope, platform: ResolvedPlatform): string {
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

/** What a list of the roles that a definition gives does not tell of who may do what. */
export const rolesElsewhere =
  'A role on the resource group holds for everything in it. Not listed, as no definition tells: roles of people, those on the subscription and above, those that Azure gives by itself, and those that somebody adds in the Terraform or by hand.';
