import type { SubscriptionId } from '../../values/ids';

/** Parts of the id of an Application Gateway for Containers. */
export interface GatewayForContainersRef {
  readonly azure: {
    readonly subscriptionId: SubscriptionId;
    readonly resourceGroup: { readonly name: string };
  };
  readonly cluster: { readonly name: string };
}

/** Name of the Application Gateway of a cluster. */
export const applicationGatewayName = (clusterName: string) => `${clusterName}-gateway`;
/** Name of the public IP address of an Application Gateway. */
export const gatewayAddressName = (gateway: string) => `${gateway}-address`;
/**
 * Name of the Application Gateway for Containers of a cluster: at most 64 characters; the name of a
 * cluster may have 63.
 */
export const gatewayForContainersName = (clusterName: string) => `${clusterName.slice(0, 60)}-alb`;
/** Name of its only frontend. */
export const gatewayForContainersFrontend = 'frontend';

/** Resource id for the Gateway object. All parts are known before the deployment. */
export function gatewayForContainersId({ azure, cluster }: GatewayForContainersRef): string {
  return `/subscriptions/${azure.subscriptionId}/resourceGroups/${azure.resourceGroup.name}/providers/Microsoft.ServiceNetworking/trafficControllers/${gatewayForContainersName(cluster.name)}`;
}
