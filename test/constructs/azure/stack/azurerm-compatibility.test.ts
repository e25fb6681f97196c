import { TerraformResource } from 'cdktf';
import {
  azurermVersionConstraint,
  createDnsZoneLink,
  createFederatedCredential,
  setGatewayHttp2,
  setNodeProvisioning,
} from '../../../../constructs/azure/stack/azurerm-compatibility';
import { type Json, only, synthesize } from '../synthesize';

const credential = (major: 4 | 5): Json =>
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
        major,
      ),
    ),
    'azurerm_federated_identity_credential',
  );

const link = (major: 4 | 5): Json =>
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
        major,
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
    [azurermVersionConstraint(4), '>= 4.55.0, < 5.0.0'],
    [azurermVersionConstraint(4, true), '>= 4.62.0, < 5.0.0'],
    [azurermVersionConstraint(5), '>= 5.2.0, < 6.0.0'],
    [azurermVersionConstraint(5, true), '>= 5.2.0, < 6.0.0'],
  ])('%s', (constraint, expected) => {
    expect(constraint).toBe(expected);
  });
});

describe('a federated credential', () => {
  it('references its identity as parent_id in 4.x', () => {
    expect(credential(4)).toMatchObject({ parent_id: 'identity-id', resource_group_name: 'my-rg' });
  });

  it('references its identity as user_assigned_identity_id in 5.x', () => {
    expect(credential(5)).toMatchObject({ user_assigned_identity_id: 'identity-id' });
  });

  it.each(['parent_id', 'resource_group_name'])('has no %s in 5.x', (argument) => {
    expect(credential(5)).not.toHaveProperty(argument);
  });
});

describe('a link of a DNS zone', () => {
  it('references the zone by name in 4.x', () => {
    expect(link(4)).toMatchObject({
      private_dns_zone_name: 'privatelink.vaultcore.azure.net',
      resource_group_name: 'my-rg',
    });
  });

  it('references the zone by id in 5.x', () => {
    expect(link(5)).toMatchObject({ private_dns_zone_id: 'zone-id' });
  });

  it.each(['private_dns_zone_name', 'resource_group_name'])('has no %s in 5.x', (argument) => {
    expect(link(5)).not.toHaveProperty(argument);
  });
});

describe('arguments with another name in 5.x', () => {
  it('include the node provisioning mode, which 4.x does not have', () => {
    expect(changed((cluster) => setNodeProvisioning(cluster, 4))).not.toHaveProperty(
      'node_provisioning_profile',
    );
  });

  it('include the node provisioning mode, which 5.x requires', () => {
    expect(changed((cluster) => setNodeProvisioning(cluster, 5))).toMatchObject({
      node_provisioning_profile: [{ mode: 'Manual' }],
    });
  });

  it.each([
    [4, 'enable_http2'],
    [5, 'http2_enabled'],
  ] as const)('include HTTP/2 of a gateway: %d %s', (major, argument) => {
    expect(changed((gateway) => setGatewayHttp2(gateway, major))).toMatchObject({ [argument]: true });
  });
});
