import { type RoleName, type RoleScopeKind, roleScopeProblem } from '../../../../lib/facts/role-names';
import type { RoleScope } from '../../../../lib/facts/role-scope';
import { missingTarget } from '../../../../lib/platform/identities/role-scopes';
import { complete } from '../../../platforms/complete';
import { smallPlatform } from '../../../platforms/small-platform';

describe('a role on a kind of resource', () => {
  it.each<[RoleName, RoleScopeKind, boolean]>([
    ['Azure Service Bus Data Sender', 'topic', true],
    // Messages go to a topic: on a subscription there is nothing to send to.
    ['Azure Service Bus Data Sender', 'subscription', false],
    ['Azure Service Bus Data Receiver', 'subscription', true],
    ['Azure Service Bus Data Receiver', 'topic', true],
    ['Storage Blob Data Reader', 'container', true],
    ['Storage Blob Data Contributor', 'storage', true],
    ['Storage Blob Data Reader', 'share', false],
    ['Storage Blob Delegator', 'container', false],
    ['Storage File Data SMB Share Reader', 'share', true],
    ['Storage File Data SMB Share Reader', 'container', false],
    ['Key Vault Secrets User', 'storage', false],
    ['Contributor', 'applicationGateway', true],
    // A role that changes a gateway grants nothing on vaults, clusters and data.
    ['Contributor', 'keyVault', false],
    ['Contributor', 'cluster', false],
    ['Network Contributor', 'applicationGateway', false],
    ['AppGw for Containers Configuration Manager', 'loadBalancer', true],
    ['AppGw for Containers Configuration Manager', 'applicationGateway', false],
  ])('%s on a %s grants something: %p', (role, scope, grants) => {
    expect(roleScopeProblem(role, scope) === undefined).toBe(grants);
  });
});

describe('missingTarget()', () => {
  const services = {
    ...smallPlatform,
    serviceBus: { name: 'bus', topics: [{ name: 'events', subscriptions: [] }] },
    storageAccounts: [{ name: 'models' }],
  };

  it.each<[RoleScope, string]>([
    [{ kind: 'keyVault' }, 'the definition has no keyVault'],
    [{ kind: 'queue', queue: 'tasks' }, '"tasks" is not a queue. There are no queues'],
    [{ kind: 'topic', topic: 'news' }, '"news" is not a topic. There are no topics'],
    [
      { kind: 'subscription', topic: 'news', subscription: 'all' },
      '"news" is not a topic. There are no topics',
    ],
    [
      { kind: 'storage', account: 'models' },
      '"models" is not a storage account. There are no storage accounts',
    ],
  ])('reports %j in a platform without services', (scope, message) => {
    expect(missingTarget(scope, complete(smallPlatform))).toBe(message);
  });

  it.each<[RoleScope, string]>([
    [{ kind: 'queue', queue: 'tasks' }, '"tasks" is not a queue. There are no queues'],
    [{ kind: 'subscription', topic: 'news', subscription: 'all' }, '"news" is not a topic. Topics: events'],
    [
      { kind: 'subscription', topic: 'events', subscription: 'all' },
      '"all" is not a subscription of the topic. There are no subscriptions of the topic',
    ],
    [
      { kind: 'container', account: 'models', container: 'vllm' },
      '"vllm" is not a container of the storage account. There are no containers of the storage account',
    ],
    [
      { kind: 'share', account: 'models', share: 'cache' },
      '"cache" is not a file share of the storage account. There are no file shares of the storage account',
    ],
  ])('reports %j if the service is empty', (scope, message) => {
    expect(missingTarget(scope, complete(services))).toBe(message);
  });
});
