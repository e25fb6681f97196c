import type { ProblemList } from '../../problems/problem-list';
import type { Cidr } from '../../values/cidr';

/** A gateway with its own subnet. */
export type SubnetGateway = 'application-gateway' | 'application-gateway-for-containers';

/**
 * Prefix length that both gateways support with overlay pods. Their controllers extend the pods'
 * routing to the subnet and reject a larger range ("extensionIPRange prefix length too short (/22).
 * Must be 24 or higher": Azure/AKS#5123).
 */
export const gatewaySubnetPrefix = 24;

/**
 * Addresses that Azure reserves in a subnet.
 *
 * @see learn.microsoft.com/azure/application-gateway/configuration-infrastructure (2026-11)
 */
const reservedAddresses = 5;

/**
 * Adds a problem for a subnet range that a gateway does not support with overlay pods.
 *
 * @param maxInstances maximum instances of an Application Gateway, with one address each; not used
 * for Application Gateway for Containers
 * @see learn.microsoft.com/azure/application-gateway/for-containers/container-networking ("must be
 * a /24 prefix; a larger or smaller prefix isn't supported");
 * learn.microsoft.com/azure/application-gateway/ingress-controller-overview ("/24 or smaller")
 * (2026-11)
 */
export function checkGatewaySubnet(
  gateway: SubnetGateway,
  range: Cidr,
  maxInstances: number,
  problems: ProblemList,
): void {
  if (gateway === 'application-gateway-for-containers') {
    if (range.prefixLength === gatewaySubnetPrefix) return;
    problems.add(
      'subnet',
      `${range} is not a /${gatewaySubnetPrefix}, the only size that Application Gateway for Containers supports with overlay pods`,
      `Use a /${gatewaySubnetPrefix}, or remove it for the default.`,
    );
    return;
  }
  if (range.prefixLength < gatewaySubnetPrefix) {
    problems.add(
      'subnet',
      `${range} is larger than a /${gatewaySubnetPrefix}, the maximum with overlay pods`,
      `Use a /${gatewaySubnetPrefix}, or remove it for the default.`,
    );
  } else if (range.addressCount - reservedAddresses < maxInstances) {
    const room = Math.max(0, range.addressCount - reservedAddresses);
    problems.add(
      'subnet',
      `${range} has ${room} usable addresses, but the gateway may have ${maxInstances} instances`,
      `Use a /${gatewaySubnetPrefix}, or remove it for the default.`,
    );
  }
}
