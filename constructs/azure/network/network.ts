import { Construct } from 'constructs';
import { Subnet, VirtualNetwork } from '../../../imports/azurerm';

/** What a cluster and private endpoints need of a network: one of ours, or one that exists. */
export interface ClusterNetwork {
  /** Resource id of the subnet of the nodes. */
  readonly nodeSubnetId: string;
  /** Resource id of the subnet of the private endpoints; undefined if there is none. */
  readonly privateEndpointSubnetId: string | undefined;
  /** Resource id of the virtual network: what private DNS zones are linked to. */
  readonly virtualNetworkId: string;
  /** Resource id of the subnet of a gateway; undefined if there is none. */
  readonly gatewaySubnetId: string | undefined;
}

/** Input of a PlatformNetwork. */
export interface PlatformNetworkProps {
  /** Name of the virtual network; at most 63 characters with Azure CNI overlay. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  /** IPv4 CIDR. Must not overlap the cluster's pod and service ranges. */
  readonly addressSpace: string;
  /** Subnet of the nodes: one address a node, as overlay pods have their own range. */
  readonly nodeSubnet: SubnetProps;
  /** Subnet of the private endpoints. Default: none. */
  readonly privateEndpointSubnet?: SubnetProps;
  /** Subnet of a gateway that requests come in by. Default: none. */
  readonly gatewaySubnet?: GatewaySubnetProps;
  /** DNS servers of the network. Default: Azure's own, which private DNS zones need. */
  readonly dnsServers?: readonly string[];
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The subnet of a gateway: nothing else may be in it. */
export interface GatewaySubnetProps extends SubnetProps {
  /**
   * The service that the subnet is handed to. An Application Gateway asks for it in front of a cluster with overlay pods;
   * Application Gateway for Containers always does.
   */
  readonly delegation:
    | 'Microsoft.Network/applicationGateways'
    | 'Microsoft.ServiceNetworking/trafficControllers';
}

/** One subnet. */
export interface SubnetProps {
  /** Default: `nodes`, `private-endpoints`, `gateway`. */
  readonly name?: string;
  /** IPv4 CIDR in the address space. */
  readonly cidr: string;
  /**
   * Whether Azure gives machines without another way out an address of its own choice. Default: off. AKS makes its own way out
   * (load balancer, NAT gateway or route), so nothing needs it, and it is being retired.
   * Source: learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access; mspnp/aks-baseline#443 (2026-11).
   */
  readonly defaultOutboundAccess?: boolean;
}

/**
 * A virtual network with a subnet for the nodes of a cluster and one for private endpoints.
 *
 * The subnets are resources of their own: azurerm undoes one of the two if they are also listed in the network.
 */
export class PlatformNetwork extends Construct implements ClusterNetwork {
  readonly nodeSubnetId: string;
  readonly privateEndpointSubnetId: string | undefined;
  readonly virtualNetworkId: string;
  /** Resource id of the subnet of the gateway; undefined if there is none. */
  readonly gatewaySubnetId: string | undefined;

  constructor(scope: Construct, id: string, props: PlatformNetworkProps) {
    super(scope, id);
    const network = new VirtualNetwork(this, 'Resource', {
      name: props.name,
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      addressSpace: [props.addressSpace],
      dnsServers: props.dnsServers && [...props.dnsServers],
      tags: props.tags,
    });
    const addSubnet = (subnetId: string, subnet: SubnetProps, privateEndpointNetworkPolicies: string) =>
      new Subnet(this, subnetId, {
        name: subnet.name ?? subnetId,
        resourceGroupName: props.resourceGroupName,
        virtualNetworkName: network.name,
        addressPrefixes: [subnet.cidr],
        defaultOutboundAccessEnabled: subnet.defaultOutboundAccess ?? false,
        privateEndpointNetworkPolicies,
      });
    this.virtualNetworkId = network.id;
    this.nodeSubnetId = addSubnet('nodes', props.nodeSubnet, 'Disabled').id;
    // A security group that is put on the subnet later then holds for the endpoints as well; without one it changes nothing.
    this.privateEndpointSubnetId =
      props.privateEndpointSubnet &&
      addSubnet('private-endpoints', props.privateEndpointSubnet, 'NetworkSecurityGroupEnabled').id;
    const { gatewaySubnet } = props;
    const gateway = gatewaySubnet && addSubnet('gateway', gatewaySubnet, 'Disabled');
    gateway?.putDelegation([
      {
        name: 'gateway',
        serviceDelegation: {
          name: gatewaySubnet!.delegation,
          actions: ['Microsoft.Network/virtualNetworks/subnets/join/action'],
        },
      },
    ]);
    this.gatewaySubnetId = gateway?.id;
  }
}

/** A network that exists, by the ids of its subnets. The virtual network is the one that the private endpoints are in, or else the nodes. */
export function existingNetwork(subnets: {
  readonly nodeSubnetId: string;
  readonly privateEndpointSubnetId?: string;
}): ClusterNetwork {
  const virtualNetworkOf = (subnetId: string) => subnetId.replace(/\/subnets\/[^/]+$/i, '');
  return {
    nodeSubnetId: subnets.nodeSubnetId,
    privateEndpointSubnetId: subnets.privateEndpointSubnetId,
    gatewaySubnetId: undefined,
    virtualNetworkId: virtualNetworkOf(subnets.privateEndpointSubnetId ?? subnets.nodeSubnetId),
  };
}
