import type { ProblemList } from '../../problems/problem-list';
import type { Cidr } from '../../values/cidr';

/** A gateway with a subnet of its own. */
export type SubnetGateway = 'application-gateway' | 'application-gateway-for-containers';

/**
 * The prefix that fits both gateways in front of overlay pods: either one's controller extends the pods' routing to the subnet, and
 * refuses a range that is larger ("extensionIPRange prefix length too short (/22). Must be 24 or higher": Azure/AKS#5123).
 */
export const gatewaySubnetPrefix = 24;

/** Azure keeps five addresses of every subnet. learn.microsoft.com/azure/application-gateway/configuration-infrastructure (2026-11). */
const reservedAddresses = 5;

/**
 * Adds a problem for a range that a gateway cannot have in front of a cluster with overlay pods.
 *
 * @param maxInstances Most instances of an Application Gateway: one address each. Application Gateway for Containers has no such number.
 * Sources (2026-11): learn.microsoft.com/azure/application-gateway/for-containers/container-networking ("must be a /24 prefix; a
 * larger or smaller prefix isn't supported"); learn.microsoft.com/azure/application-gateway/ingress-controller-overview ("/24 or smaller").
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
      `${range} is not a /${gatewaySubnetPrefix}, the one size that Application Gateway for Containers takes with overlay pods`,
      `Give a /${gatewaySubnetPrefix}, or leave it out.`,
    );
    return;
  }
  if (range.prefixLength < gatewaySubnetPrefix) {
    problems.add(
      'subnet',
      `${range} is larger than the /${gatewaySubnetPrefix} that overlay pods can be reached from`,
      `Give a /${gatewaySubnetPrefix}, or leave it out.`,
    );
  } else if (range.addressCount - reservedAddresses < maxInstances) {
    const room = Math.max(0, range.addressCount - reservedAddresses);
    problems.add(
      'subnet',
      `${range} has ${room} addresses for up to ${maxInstances} instances of the gateway`,
      `Give a /${gatewaySubnetPrefix}, or leave it out.`,
    );
  }
}
