import {
  type PrivateService,
  ServicePrivateEndpoint,
  type ServicePrivateEndpointProps,
} from '../../../../constructs/azure/network/private-endpoint';
import type { AzurermVersion } from '../../../../lib/facts/azurerm-versions';
import { type Json, only, place, synthesize, tags } from '../synthesize';

describe('ServicePrivateEndpoint', () => {
  const minimal = {
    ...place,
    name: 'my-kv-endpoint',
    service: 'keyVault' as PrivateService,
    resourceId: 'vault-id',
    subnetId: 'subnet-id',
    virtualNetworkId: 'network-id',
  };
  const endpoint = (props: Partial<ServicePrivateEndpointProps> = {}) =>
    synthesize((stack) => new ServicePrivateEndpoint(stack, 'endpoint', { ...minimal, ...props }));

  it('minimal', () => {
    expect(endpoint().resource).toMatchSnapshot();
  });

  it('with every prop', () => {
    // A zone that exists leaves out the zone, which the tests below hold.
    const props: Required<Omit<ServicePrivateEndpointProps, 'privateDnsZoneId'>> = {
      ...minimal,
      service: 'serviceBus',
      cloud: 'AzureChinaCloud',
      azurerm: '5.2',
      tags,
    };
    expect(endpoint(props).resource).toMatchSnapshot();
  });

  it.each([
    ['keyVault', 'vault', 'privatelink.vaultcore.azure.net'],
    ['registry', 'registry', 'privatelink.azurecr.io'],
    ['serviceBus', 'namespace', 'privatelink.servicebus.windows.net'],
    ['blob', 'blob', 'privatelink.blob.core.windows.net'],
    ['file', 'file', 'privatelink.file.core.windows.net'],
  ] as const)('is for %s by its subresource %s and its zone %s', (service, subresource, zone) => {
    const terraform = endpoint({ service });
    expect([
      only(terraform, 'azurerm_private_endpoint').private_service_connection.subresource_names,
      only(terraform, 'azurerm_private_dns_zone').name,
    ]).toEqual([[subresource], zone]);
  });

  it.each([
    ['keyVault', 'AzureUSGovernmentCloud', 'privatelink.vaultcore.usgovcloudapi.net'],
    ['keyVault', 'AzureChinaCloud', 'privatelink.vaultcore.azure.cn'],
    ['registry', 'AzureUSGovernmentCloud', 'privatelink.azurecr.us'],
    ['registry', 'AzureChinaCloud', 'privatelink.azurecr.cn'],
    ['serviceBus', 'AzureUSGovernmentCloud', 'privatelink.servicebus.usgovcloudapi.net'],
    ['serviceBus', 'AzureChinaCloud', 'privatelink.servicebus.chinacloudapi.cn'],
    ['blob', 'AzureUSGovernmentCloud', 'privatelink.blob.core.usgovcloudapi.net'],
    ['blob', 'AzureChinaCloud', 'privatelink.blob.core.chinacloudapi.cn'],
    ['file', 'AzureUSGovernmentCloud', 'privatelink.file.core.usgovcloudapi.net'],
    ['file', 'AzureChinaCloud', 'privatelink.file.core.chinacloudapi.cn'],
  ] as const)('is for %s in %s in the zone %s', (service, cloud, zone) => {
    expect(only(endpoint({ service, cloud }), 'azurerm_private_dns_zone').name).toBe(zone);
  });

  it('links the zone by name in azurerm 4, by id in 5', () => {
    const link = (azurerm: AzurermVersion) =>
      only(endpoint({ azurerm }), 'azurerm_private_dns_zone_virtual_network_link');
    expect(Object.keys(link('4.81')).sort()).toEqual([
      'name',
      'private_dns_zone_name',
      'resource_group_name',
      'virtual_network_id',
    ]);
    expect(Object.keys(link('5.2')).sort()).toEqual(['name', 'private_dns_zone_id', 'virtual_network_id']);
  });

  it('takes a zone that exists, and neither makes nor links one', () => {
    const terraform = endpoint({ privateDnsZoneId: 'zone-id' });
    expect(Object.keys(terraform.resource)).toEqual(['azurerm_private_endpoint']);
    expect(only(terraform, 'azurerm_private_endpoint').private_dns_zone_group.private_dns_zone_ids).toEqual([
      'zone-id',
    ]);
  });

  it('shares its zone with a second endpoint of the same kind', () => {
    const terraform = synthesize((stack) => {
      const { zoneId } = new ServicePrivateEndpoint(stack, 'first', minimal);
      new ServicePrivateEndpoint(stack, 'second', { ...minimal, name: 'other', privateDnsZoneId: zoneId });
    });
    const ids = Object.values(terraform.resource.azurerm_private_endpoint).map(
      (each) => (each as Json).private_dns_zone_group.private_dns_zone_ids,
    );
    expect(ids).toEqual([
      ['${azurerm_private_dns_zone.first_zone.id}'],
      ['${azurerm_private_dns_zone.first_zone.id}'],
    ]);
    expect(only(terraform, 'azurerm_private_dns_zone_virtual_network_link').name).toBe('my-kv-endpoint');
  });

  it('waits for the name to lead to it', () => {
    expect(only(endpoint(), 'azurerm_private_endpoint').depends_on).toEqual([
      'azurerm_private_dns_zone_virtual_network_link.endpoint_link',
    ]);
  });
});
