import { type RoleName, type RoleScopeKind, roleScopeProblem } from '../../../../lib/facts/role-names';
import type { RoleScope } from '../../../../lib/facts/role-scope';
import { missingTarget } from '../../../../lib/platform/identities/role-scopes';
import { knownNames } from '../../../../lib/problems/value-rules';
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
    // What changes a gateway has no say over vaults, clusters and data.
    ['Contributor', 'keyVault', false],
    ['Contributor', 'cluster', false],
    ['Network Contributor', 'applicationGateway', false],
    ['AppGw for Containers Configuration Manager', 'loadBalancer', true],
    ['AppGw for Containers Configuration Manager', 'applicationGateway', false],
  ])('%s on a %s grants something: %p', (role, scope, grants) => {
    expect(roleScopeProblem(role, scope) === undefined).toBe(grants);
  });
});

describe('a role on what the platform does not have', () => {
  const services = {
    ...smallPlatform,
    serviceBus: { name: 'bus', topics: [{ name: 'events', subscriptions: [] }] },
    storageAccounts: [{ name: 'models' }],
  };

  it.each<[RoleScope, string]>([
    [{ kind: 'keyVault' }, 'the definition has no keyVault'],
    [{ kind: 'queue', queue: 'tasks' }, `there is no queue "tasks". ${knownNames('tasks', [])}`],
    [{ kind: 'topic', topic: 'news' }, `there is no topic "news". ${knownNames('news', [])}`],
    [
      { kind: 'subscription', topic: 'news', subscription: 'all' },
      `there is no topic "news". ${knownNames('news', [])}`,
    ],
    [
      { kind: 'storage', account: 'models' },
      `there is no storage account "models". ${knownNames('models', [])}`,
    ],
  ])('names %j in a platform without services', (scope, message) => {
    expect(missingTarget(scope, complete(smallPlatform))).toBe(message);
  });

  it.each<[RoleScope, string]>([
    [{ kind: 'queue', queue: 'tasks' }, `there is no queue "tasks". ${knownNames('tasks', [])}`],
    [
      { kind: 'subscription', topic: 'news', subscription: 'all' },
      `there is no topic "news". ${knownNames('news', ['events'])}`,
    ],
    [
      { kind: 'subscription', topic: 'events', subscription: 'all' },
      `there is no subscription "all". ${knownNames('all', [])}`,
    ],
    [
      { kind: 'container', account: 'models', container: 'vllm' },
      `there is no container "vllm". ${knownNames('vllm', [])}`,
    ],
    [
      { kind: 'share', account: 'models', share: 'cache' },
      `there is no share "cache". ${knownNames('cache', [])}`,
    ],
  ])('names %j where the service is there, and empty', (scope, message) => {
    expect(missingTarget(scope, complete(services))).toBe(message);
  });
});
