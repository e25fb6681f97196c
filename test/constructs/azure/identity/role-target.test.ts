import { type RoleTargets, roleTarget } from '../../../../constructs/azure/identity/role-target';
import type { RoleScope } from '../../../../lib/facts/role-scope';

/** Resources with ids that show how they were asked for. */
const targets = {
  keyVault: { id: 'vault-id' },
  registry: { id: 'registry-id' },
  serviceBus: {
    id: 'bus-id',
    queueId: (queue: string) => `queue-id-${queue}`,
    topicId: (topic: string) => `topic-id-${topic}`,
    subscriptionId: (topic: string, subscription: string) => `subscription-id-${topic}-${subscription}`,
  },
  storageAccounts: new Map([
    [
      'models',
      {
        id: 'storage-id',
        containerId: (container: string) => `container-id-${container}`,
        shareScopeId: (share: string) => `share-id-${share}`,
      },
    ],
  ]),
  metrics: { workspaceId: 'workspace-id' },
  resourceGroupId: 'group-id',
} as unknown as RoleTargets;

// The label is a part of the construct id of a role: another one replaces the role assignment.
it.each<[RoleScope, string, string]>([
  [{ kind: 'keyVault' }, 'vault-id', 'key-vault'],
  [{ kind: 'registry' }, 'registry-id', 'registry'],
  [{ kind: 'serviceBus' }, 'bus-id', 'service-bus'],
  [{ kind: 'queue', queue: 'tasks' }, 'queue-id-tasks', 'queue-tasks'],
  [{ kind: 'topic', topic: 'events' }, 'topic-id-events', 'topic-events'],
  [
    { kind: 'subscription', topic: 'events', subscription: 'all' },
    'subscription-id-events-all',
    'subscription-events-all',
  ],
  [{ kind: 'storage', account: 'models' }, 'storage-id', 'storage-models'],
  [{ kind: 'container', account: 'models', container: 'vllm' }, 'container-id-vllm', 'container-models-vllm'],
  [{ kind: 'share', account: 'models', share: 'cache' }, 'share-id-cache', 'share-models-cache'],
  [{ kind: 'monitorWorkspace' }, 'workspace-id', 'metrics'],
  [{ kind: 'resourceGroup' }, 'group-id', 'resource-group'],
])('a role on %j is on %s, with %s in its construct id', (scope, id, label) => {
  expect(roleTarget(scope, targets)).toEqual({ kind: scope.kind, id, label });
});
