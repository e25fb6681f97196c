import { TerraformResource } from 'cdktf';
import {
  azurermVersionConstraint,
  createDnsZoneLink,
  createFederatedCredential,
  setGatewayHttp2,
  setNodeProvisioning,
} from '../../../../constructs/azure/stack/azurerm-compatibility';
import type { AzurermVersion } from '../../../../lib/facts/azurerm-versions';
import { type Json, only, synthesize } from '../synthesize';

const credential = (azurerm: AzurermVersion): Json =>
  only(
    synthesize((stack) =>
      createFederatedCredential(
        stack,
        'credential',
        {
          name: 'app-fed',
          identityId: 'identity-id',
          resourceGroupName: 'my-rg',
          issuer: 'https://issuer/',
          subject: 'system:serviceaccount:test:app',
          audience: ['api://AzureADTokenExchange'],
        },
        azurerm,
      ),
    ),
    'azurerm_federated_identity_credential',
  );

const link = (azurerm: AzurermVersion): Json =>
  only(
    synthesize((stack) =>
      createDnsZoneLink(
        stack,
        'link',
        {
          name: 'vault-link',
          zone: { id: 'zone-id', name: 'privatelink.vaultcore.azure.net' },
          resourceGroupName: 'my-rg',
          virtualNetworkId: 'vnet-id',
        },
        azurerm,
      ),
    ),
    'azurerm_private_dns_zone_virtual_network_link',
  );

/** A resource after `set`. */
const changed = (set: (resource: TerraformResource) => void): Json => {
  const terraform = synthesize((stack) =>
    set(new TerraformResource(stack, 'one', { terraformResourceType: 'azurerm_test' })),
  );
  return terraform.resource.azurerm_test.one;
};

describe('the version constraint', () => {
  it.each([
    [azurermVersionConstraint('4.55'), '>= 4.55.0, < 5.0.0'],
    [azurermVersionConstraint('4.81'), '>= 4.81.0, < 5.0.0'],
    [azurermVersionConstraint('4.61', true), '>= 4.62.0, < 5.0.0'],
    [azurermVersionConstraint('4.62', true), '>= 4.62.0, < 5.0.0'],
    [azurermVersionConstraint('4.63', true), '>= 4.63.0, < 5.0.0'],
    [azurermVersionConstraint('5.2'), '>= 5.2.0, < 6.0.0'],
    [azurermVersionConstraint('5.10', true), '>= 5.10.0, < 6.0.0'],
  ])('%s', (constraint, expected) => {
    expect(constraint).toBe(expected);
  });
});

describe('a federated credential', () => {
  it.each<[AzurermVersion, object]>([
    ['4.55', { parent_id: 'identity-id', resource_group_name: 'my-rg' }],
    ['4.59', { parent_id: 'identity-id', resource_group_name: 'my-rg' }],
    ['4.60', { parent_id: 'identity-id' }],
    ['4.64', { parent_id: 'identity-id' }],
    ['4.65', { user_assigned_identity_id: 'identity-id' }],
    ['4.81', { user_assigned_identity_id: 'identity-id' }],
    ['5.2', { user_assigned_identity_id: 'identity-id' }],
  ])('references its identity as %s requires and does not deprecate', (azurerm, expected) => {
    const { name, issuer, subject, audience, ...reference } = credential(azurerm);
    expect([name, issuer, subject, audience]).not.toContain(undefined);
    expect(reference).toEqual(expected);
  });
});

describe('a link of a DNS zone', () => {
  it('references the zone by name in 4.x', () => {
    expect(link('4.81')).toMatchObject({
      private_dns_zone_name: 'privatelink.vaultcore.azure.net',
      resource_group_name: 'my-rg',
    });
  });

  it('references the zone by id in 5.x', () => {
    expect(link('5.2')).toMatchObject({ private_dns_zone_id: 'zone-id' });
  });

  it.each(['private_dns_zone_name', 'resource_group_name'])('has no %s in 5.x', (argument) => {
    expect(link('5.2')).not.toHaveProperty(argument);
  });
});

describe('arguments with another name in newer versions', () => {
  it('include the node provisioning mode, which 4.x does not have', () => {
    expect(changed((cluster) => setNodeProvisioning(cluster, '4.81'))).not.toHaveProperty(
      'node_provisioning_profile',
    );
  });

  it('include the node provisioning mode, which 5.x requires', () => {
    expect(changed((cluster) => setNodeProvisioning(cluster, '5.2'))).toMatchObject({
      node_provisioning_profile: [{ mode: 'Manual' }],
    });
  });

  it.each([
    ['4.55', 'enable_http2'],
    ['4.61', 'enable_http2'],
    ['4.62', 'http2_enabled'],
    ['5.2', 'http2_enabled'],
  ] as const)('include HTTP/2 of a gateway: %s %s', (azurerm, argument) => {
    expect(changed((gateway) => setGatewayHttp2(gateway, azurerm))).toMatchObject({ [argument]: true });
  });
});
