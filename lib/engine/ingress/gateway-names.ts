import type { SubscriptionId } from '../../values/ids';

/** What the id of an Application Gateway for Containers is made of. */
export interface GatewayForContainersRef {
  readonly azure: {
    readonly subscriptionId: SubscriptionId;
    readonly resourceGroup: { readonly name: string };
  };
  readonly cluster: { readonly name: string };
}

/** Name of the Application Gateway of a cluster. */
export const applicationGatewayName = (clusterName: string) => `${clusterName}-gateway`;
/** Name of the public address of an Application Gateway. */
export const gatewayAddressName = (gateway: string) => `${gateway}-address`;
/** Name of the Application Gateway for Containers of a cluster: at most 64 characters, of which a cluster's may have 63. */
export const gatewayForContainersName = (clusterName: string) => `${clusterName.slice(0, 60)}-alb`;
/** Name of its one frontend. */
export const gatewayForContainersFrontend = 'frontend';

/** Its resource id, which the Gateway object names: all of it is known before anything is deployed. */
export function gatewayForContainersId({ azure, cluster }: GatewayForContainersRef): string {
  return `/subscriptions/${azure.subscriptionId}/resourceGroups/${azure.resourceGroup.name}/providers/Microsoft.ServiceNetworking/trafficControllers/${gatewayForContainersName(cluster.name)}`;
}
