import {
  existingNetwork,
  PlatformNetwork,
  type PlatformNetworkProps,
} from '../../../../constructs/azure/network/network';
import { place, resources, tags } from '../synthesize';

describe('PlatformNetwork', () => {
  const minimal: PlatformNetworkProps = {
    ...place,
    name: 'my-aks-vnet',
    addressSpace: '10.0.0.0/16',
    nodeSubnet: { cidr: '10.0.0.0/20' },
  };

  it('minimal', () => {
    expect(resources((stack) => new PlatformNetwork(stack, 'network', minimal))).toMatchSnapshot();
  });

  it('with every prop', () => {
    const props: Required<PlatformNetworkProps> = {
      ...minimal,
      nodeSubnet: { cidr: '10.0.0.0/20', name: 'aks', defaultOutboundAccess: true },
      privateEndpointSubnet: { cidr: '10.0.16.0/24' },
      gatewaySubnet: { cidr: '10.0.17.0/24', delegation: 'Microsoft.Network/applicationGateways' },
      dnsServers: ['10.0.0.4'],
      tags,
    };
    expect(resources((stack) => new PlatformNetwork(stack, 'network', props))).toMatchSnapshot();
  });

  it('finds the virtual network of subnets that exist', () => {
    const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub';
    expect(existingNetwork({ nodeSubnetId: `${id}/subnets/nodes` }).virtualNetworkId).toBe(id);
  });
});
