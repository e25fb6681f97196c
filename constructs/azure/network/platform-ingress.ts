import type { Construct } from 'constructs';
import {
  applicationGatewayName,
  gatewayForContainersFrontend,
  gatewayForContainersName,
} from '../../../lib/engine/ingress/gateway-names';
import { certificatesOf } from '../../../lib/engine/ingress/routed-host';
import { albControllerIdentityName } from '../../../lib/platform/identities/identity-names';
import type { ResolvedPlatform } from '../../../lib/platform/resolved-platform';
import type { AksCluster } from '../cluster/aks-cluster';
import type { PlatformKeyVault } from '../services/key-vault';
import type { Place } from '../stack/place';
import { IngressControllerRights, PlatformApplicationGateway } from './application-gateway';
import { PlatformGatewayForContainers } from './gateway-for-containers';
import type { ClusterNetwork, GatewaySubnetProps } from './network';
import type { ServicePrivateEndpoint } from './private-endpoint';

/** Returns the subnet of the gateway with its delegation. */
export function gatewaySubnet(ingress: ResolvedPlatform['ingress']): GatewaySubnetProps | undefined {
  if (ingress?.subnet === undefined) return undefined;
  return {
    cidr: ingress.subnet,
    delegation:
      ingress.type === 'application-gateway'
        ? 'Microsoft.Network/applicationGateways'
        : 'Microsoft.ServiceNetworking/trafficControllers',
  };
}

/**
 * Adds the Application Gateway. The cluster add-on references it, so it comes before the cluster.
 */
export function addApplicationGateway(
  scope: Construct,
  { cluster, ingress, keyVault, azure }: ResolvedPlatform,
  place: Place,
  network: ClusterNetwork,
  certificates: {
    readonly vault: PlatformKeyVault | undefined;
    readonly wayToVault: ServicePrivateEndpoint | undefined;
  },
): PlatformApplicationGateway | undefined {
  if (ingress?.type !== 'application-gateway') return undefined;
  return new PlatformApplicationGateway(scope, 'application-gateway', {
    ...place,
    name: applicationGatewayName(cluster.name),
    // resolvePlatform() refuses an ingress without a subnet or a vault.
    subnetId: network.gatewaySubnetId!,
    keyVaultId: certificates.vault!.id,
    keyVaultUri: keyVault!.uri,
    certificates: certificatesOf(ingress.hosts),
    timeoutSeconds: ingress.timeoutSeconds,
    dependsOn: certificates.wayToVault && [certificates.wayToVault.endpoint],
    azurerm: azure.azurerm,
  });
}

/**
 * Adds the roles of the ingress controller and the Application Gateway for Containers. Both need
 * the cluster.
 */
export function addIngressControllers(
  scope: Construct,
  { azure, cluster: { name }, ingress }: ResolvedPlatform,
  place: Place,
  parts: {
    readonly cluster: AksCluster;
    readonly network: ClusterNetwork;
    readonly resourceGroupId: string;
    readonly applicationGateway: PlatformApplicationGateway | undefined;
  },
): PlatformGatewayForContainers | undefined {
  const { cluster, network, resourceGroupId, applicationGateway } = parts;
  if (applicationGateway !== undefined) {
    new IngressControllerRights(scope, 'ingress-controller', {
      controllerObjectId: cluster.ingressControllerObjectId,
      gateway: applicationGateway,
      subnetId: network.gatewaySubnetId!,
      resourceGroupId,
    });
  }
  if (ingress?.type !== 'application-gateway-for-containers') return undefined;
  return new PlatformGatewayForContainers(scope, 'gateway-for-containers', {
    ...place,
    name: gatewayForContainersName(name),
    frontendName: gatewayForContainersFrontend,
    subnetId: network.gatewaySubnetId!,
    resourceGroupId,
    nodeResourceGroupId: cluster.nodeResourceGroupId,
    controllerIdentityName: albControllerIdentityName(name),
    oidcIssuerUrl: cluster.oidcIssuerUrl,
    azurerm: azure.azurerm,
  });
}
