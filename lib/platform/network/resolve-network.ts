import type { CompleteNetwork } from '../../definition/azure-definition';
import type { ProblemList } from '../../problems/problem-list';
import { Cidr } from '../../values/cidr';
import type { ResolvedNodePool } from '../cluster/node-pool';

const rangeNames = ['addressSpace', 'nodeSubnet', 'privateEndpointSubnet', 'podCidr', 'serviceCidr'] as const;

type RangeName = (typeof rangeNames)[number];

/** Azure reserves the first four addresses and the last one of every subnet. */
const reservedAddresses = 5;
/**
 * With overlay networking, every node has a /24 of the pod range:
 * learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay (2026-11).
 */
const podPrefixOfNode = 24;

/**
 * Resolves the virtual network and its ranges, and checks that they hold the nodes and pods of all
 * pools.
 */
export function resolveNetwork(
  definition: CompleteNetwork,
  clusterName: string,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
) {
  const ranges = new Map<RangeName, Cidr>();
  for (const name of rangeNames) {
    try {
      ranges.set(name, Cidr.parse(definition[name]));
    } catch (error) {
      problems.add(name, (error as Error).message, 'Use a range such as 10.0.0.0/16.');
    }
  }
  checkOverlaps(ranges, definition.existing !== undefined, problems);
  checkSizes(ranges, pools, definition.existing !== undefined, problems);

  const service = ranges.get('serviceCidr');
  const dnsServiceIp = definition.dnsServiceIp ?? service?.address(10) ?? '';
  if (
    service !== undefined &&
    (!service.containsAddress(dnsServiceIp) || dnsServiceIp === service.address(0))
  ) {
    problems.add(
      'dnsServiceIp',
      `"${dnsServiceIp}" is not a usable address in serviceCidr ${service}`,
      `Remove it. The default is ${service.address(10)}.`,
    );
  } else if (service !== undefined && dnsServiceIp === service.address(1)) {
    problems.add(
      'dnsServiceIp',
      `"${dnsServiceIp}" is the address of the Service of the API server`,
      `Remove it. The default is ${service.address(10)}.`,
    );
  }

  const { existing } = definition;
  for (const key of ['nodeSubnetId', 'privateEndpointSubnetId'] as const) {
    const id = existing?.[key];
    if (id !== undefined && !subnetIdPattern.test(id)) {
      problems
        .at('existing')
        .add(
          key,
          `"${id}" is not the resource id of a subnet`,
          'Copy it from `az network vnet subnet show --query id`.',
        );
    }
  }
  return {
    ...definition,
    virtualNetworkName: `${clusterName}-vnet`,
    dnsServiceIp,
    /** Subnets of a network that the platform does not create. */
    existing,
  };
}

export type ResolvedNetwork = Readonly<ReturnType<typeof resolveNetwork>>;

const subnetIdPattern =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i;

function checkOverlaps(ranges: ReadonlyMap<RangeName, Cidr>, existing: boolean, problems: ProblemList): void {
  const space = ranges.get('addressSpace');
  if (!existing) {
    for (const name of ['nodeSubnet', 'privateEndpointSubnet'] as const) {
      const subnet = ranges.get(name);
      if (space !== undefined && subnet !== undefined && !space.contains(subnet)) {
        problems.add(
          name,
          `${subnet} is not within addressSpace ${space}`,
          'Choose a range within the address space.',
        );
      }
    }
  }
  const disjoint: readonly (readonly [RangeName, RangeName])[] = [
    ...(existing ? [] : [['privateEndpointSubnet', 'nodeSubnet'] as const]),
    ['podCidr', 'addressSpace'],
    ['serviceCidr', 'addressSpace'],
    ['serviceCidr', 'podCidr'],
  ];
  for (const [name, otherName] of disjoint) {
    const range = ranges.get(name);
    const other = ranges.get(otherName);
    if (range !== undefined && other?.overlaps(range)) {
      problems.add(name, `${range} overlaps ${otherName} ${other}`, 'Choose ranges that do not overlap.');
    }
  }
}

function checkSizes(
  ranges: ReadonlyMap<RangeName, Cidr>,
  pools: readonly ResolvedNodePool[],
  existing: boolean,
  problems: ProblemList,
): void {
  const nodes = pools.reduce((sum, pool) => sum + pool.maxNodes + surgeNodes(pool), 0);
  const subnet = ranges.get('nodeSubnet');
  if (!existing && subnet !== undefined && subnet.addressCount - reservedAddresses < nodes) {
    problems.add(
      'nodeSubnet',
      `${subnet} has ${Math.max(0, subnet.addressCount - reservedAddresses)} usable addresses, but the node pools may have ${nodes} nodes (maxNodes and surge)`,
      'Use a larger subnet, or lower maxNodes.',
    );
  }
  const pods = ranges.get('podCidr');
  if (
    pods !== undefined &&
    (pods.prefixLength > podPrefixOfNode || 2 ** (podPrefixOfNode - pods.prefixLength) < nodes)
  ) {
    const room = pods.prefixLength > podPrefixOfNode ? 0 : 2 ** (podPrefixOfNode - pods.prefixLength);
    problems.add(
      'podCidr',
      `${pods} has room for ${room} nodes (a /24 each), but the node pools may have ${nodes} (maxNodes and surge)`,
      'Use a larger range, or lower maxNodes.',
    );
  }
  const services = ranges.get('serviceCidr');
  if (services !== undefined && services.prefixLength < 12) {
    problems.add('serviceCidr', `${services} is larger than AKS allows`, 'Use a /12 or a smaller range.');
  }
  if (services !== undefined && services.prefixLength > 27) {
    problems.add('serviceCidr', `${services} has room for too few Services`, 'Use a /27 or a larger range.');
  }
}

/** Nodes that AKS adds during an upgrade. */
function surgeNodes(pool: ResolvedNodePool): number {
  if (pool.upgrade === undefined || !('maxSurge' in pool.upgrade)) return 0;
  const { maxSurge } = pool.upgrade;
  return maxSurge.endsWith('%')
    ? Math.ceil((pool.maxNodes * Number.parseInt(maxSurge, 10)) / 100)
    : Number.parseInt(maxSurge, 10);
}
