import type { Answers } from './answers';
import { groupOf } from './resource-id';
import type { Json } from './resource-store';

/** Lists of an application gateway whose entries are resources of their own. */
const partsOfGateway = [
  'gatewayIPConfigurations',
  'sslCertificates',
  'frontendIPConfigurations',
  'frontendPorts',
  'probes',
  'backendAddressPools',
  'backendHttpSettingsCollection',
  'httpListeners',
  'urlPathMaps',
  'requestRoutingRules',
  'redirectConfigurations',
  'rewriteRuleSets',
  'sslProfiles',
  'trustedRootCertificates',
];

export const networkAnswers: Answers = {
  'microsoft.network/virtualnetworks': ({ id, properties: p }, store) => {
    p.subnets ??= [];
    for (const subnet of p.subnets) {
      subnet.id = `${id}/subnets/${subnet.name}`;
      const properties = { ...subnet.properties, provisioningState: 'Succeeded' };
      store.set({ id: subnet.id, name: subnet.name, properties });
    }
  },
  'microsoft.network/publicipaddresses': ({ properties: p }) => {
    p.ipAddress ??= '203.0.113.9';
  },
  'microsoft.network/privateendpoints': ({ id, name, properties: p }, store) => {
    p.customDnsConfigs ??= [];
    const nic = `${groupOf(id)}/providers/Microsoft.Network/networkInterfaces/${name}-nic`;
    p.networkInterfaces ??= [{ id: nic }];
    const connections: Json[] = [
      ...(p.privateLinkServiceConnections ?? []),
      ...(p.manualPrivateLinkServiceConnections ?? []),
    ];
    for (const { properties } of connections) {
      properties.privateLinkServiceConnectionState ??= { status: 'Approved', description: '' };
      properties.provisioningState = 'Succeeded';
    }
    const address = { privateIPAddress: '10.1.0.9', primary: true };
    const ipConfigurations = [{ name: 'ipconfig', properties: address }];
    store.set({
      id: nic,
      name: `${name}-nic`,
      properties: { provisioningState: 'Succeeded', ipConfigurations },
    });
  },
  'microsoft.network/privateendpoints/privatednszonegroups': ({ id, properties: p }) => {
    for (const zone of p.privateDnsZoneConfigs ?? []) {
      zone.id = `${id}/privateDnsZoneConfigs/${zone.name}`;
      zone.properties.recordSets ??= [];
    }
  },
  'microsoft.network/applicationgateways': ({ id, properties: p }) => {
    for (const part of partsOfGateway)
      for (const each of p[part] ?? []) {
        each.id = `${id}/${part}/${each.name}`;
        each.properties = { ...each.properties, provisioningState: 'Succeeded' };
      }
    p.operationalState = 'Running';
  },
  'microsoft.servicenetworking/trafficcontrollers': ({ properties: p }) => {
    p.configurationEndpoints = ['x.alb.azure.com'];
  },
  'microsoft.servicenetworking/trafficcontrollers/frontends': ({ name, properties: p }) => {
    p.fqdn = `${name}.fz01.alb.azure.com`;
  },
};
