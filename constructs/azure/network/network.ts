import { Construct } from 'constructs';
import { Subnet, VirtualNetwork } from '../../../imports/azurerm';

/** Subnets that a cluster and private endpoints use, in a new or an existing network. */
export interface ClusterNetwork {
  /** Resource id of the subnet of the nodes. */
  readonly nodeSubnetId: string;
  /** Resource id of the subnet of the private endpoints, if it exists. */
  readonly privateEndpointSubnetId: string | undefined;
  /** Resource id of the virtual network, to which private DNS zones are linked. */
  readonly virtualNetworkId: string;
  /** Resource id of the subnet of a gateway, if it exists. */
  readonly gatewaySubnetId: string | undefined;
}

/** Input of a PlatformNetwork. */
export interface PlatformNetworkProps {
  /** Name of the virtual network; at most 63 characters with Azure CNI overlay. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** IPv4 CIDR. It must not overlap the pod and service ranges of the cluster. */
  readonly addressSpace: string;
  /** Subnet of the nodes. Each node uses one address; overlay pods have their own range. */
  readonly nodeSubnet: SubnetProps;
  /** Subnet of the private endpoints. @default none */
  readonly privateEndpointSubnet?: SubnetProps;
  /** Subnet of an ingress gateway. @default none */
  readonly gatewaySubnet?: GatewaySubnetProps;
  /** DNS servers of the network. @default Azure DNS, which private DNS zones need */
  readonly dnsServers?: readonly string[];
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The subnet of a gateway. It may contain nothing else. */
export interface GatewaySubnetProps extends SubnetProps {
  /**
   * Service to which Azure delegates the subnet. Application Gateway requires it for a cluster with
   * overlay pods, Application Gateway for Containers always requires it.
   */
  readonly delegation:
    | 'Microsoft.Network/applicationGateways'
    | 'Microsoft.ServiceNetworking/trafficControllers';
}

/** One subnet. */
export interface SubnetProps {
  /** Name. @default `nodes`, `private-endpoints` or `gateway` */
  readonly name?: string;
  /** IPv4 CIDR in the address space. */
  readonly cidr: string;
  /**
   * Enables Azure's default outbound access for machines without another outbound path. AKS
   * configures its own outbound path (load balancer, NAT gateway or route), and Azure retires
   * default outbound access.
   *
   * @default false
   * @see learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access;
   * mspnp/aks-baseline#443 (2026-11)
   */
  readonly defaultOutboundAccess?: boolean;
}

/**
 * A virtual network with a subnet for the nodes of a cluster and one for private endpoints.
 *
 * The subnets are separate resources. If the network listed them too, azurerm would revert one of
 * the two definitions.
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
    // A network security group that you add later then also applies to the endpoints. Without one,
    // the setting has no effect.
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

/**
 * Returns an existing network by the ids of its subnets. Its virtual network is that of the private
 * endpoints, or else of the nodes.
 */
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
