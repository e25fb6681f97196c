import { type RoleName, type RoleScopeKind, roleScopeProblem } from '../../../../lib/facts/role-names';

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
