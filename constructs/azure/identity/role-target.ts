import type { RoleScope } from '../../../lib/facts/role-scope';
import type { MetricsWorkspace } from '../monitoring/metrics-workspace';
import type { PlatformServices } from '../services/platform-services';
import type { PlatformStorage } from '../services/storage-account';
import type { RoleGrantScope } from './role-grant';

/** Resources of a platform on which roles can apply. */
export interface RoleTargets extends PlatformServices {
  /** Azure Monitor workspace; undefined without managed Prometheus. */
  readonly metrics: MetricsWorkspace | undefined;
  /** Resource id of the resource group. */
  readonly resourceGroupId: string;
}

/**
 * Returns the resource of a scope and its label in construct ids. resolvePlatform() refuses roles
 * on missing resources.
 */
export function roleTarget(scope: RoleScope, of: RoleTargets): RoleGrantScope & { readonly label: string } {
  const storage = (account: string): PlatformStorage => of.storageAccounts.get(account)!;
  switch (scope.kind) {
    case 'keyVault':
      return { kind: scope.kind, id: of.keyVault!.id, label: 'key-vault' };
    case 'registry':
      return { kind: scope.kind, id: of.registry!.id, label: 'registry' };
    case 'serviceBus':
      return { kind: scope.kind, id: of.serviceBus!.id, label: 'service-bus' };
    case 'queue':
      return { kind: scope.kind, id: of.serviceBus!.queueId(scope.queue), label: `queue-${scope.queue}` };
    case 'topic':
      return { kind: scope.kind, id: of.serviceBus!.topicId(scope.topic), label: `topic-${scope.topic}` };
    case 'subscription':
      return {
        kind: scope.kind,
        id: of.serviceBus!.subscriptionId(scope.topic, scope.subscription),
        label: `subscription-${scope.topic}-${scope.subscription}`,
      };
    case 'storage':
      return { kind: scope.kind, id: storage(scope.account).id, label: `storage-${scope.account}` };
    case 'container':
      return {
        kind: scope.kind,
        id: storage(scope.account).containerId(scope.container),
        label: `container-${scope.account}-${scope.container}`,
      };
    case 'share':
      return {
        kind: scope.kind,
        id: storage(scope.account).shareScopeId(scope.share),
        label: `share-${scope.account}-${scope.share}`,
      };
    case 'monitorWorkspace':
      return { kind: scope.kind, id: of.metrics!.workspaceId, label: 'metrics' };
    case 'resourceGroup':
      return { kind: scope.kind, id: of.resourceGroupId, label: 'resource-group' };
  }
}
