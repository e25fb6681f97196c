import type { CompleteIngress } from '../../definition/ingress-definition';
import { defaultGatewayInstances } from '../../engine/ingress/application-gateway-limits';
import { installedCertificateProblem } from '../../engine/ingress/certificate-names';
import { checkGatewaySubnet, gatewaySubnetPrefix } from '../../engine/ingress/gateway-subnet';
import { checkAnswerTimeout, checkRoutedHosts } from '../../engine/ingress/routed-host';
import { type Placement, placementOn } from '../../engine/scheduling/placement';
import type { ProblemList } from '../../problems/problem-list';
import { requireName, requireRule } from '../../problems/value-rules';
import { Cidr } from '../../values/cidr';
import { ingressWorkload } from '../gitops/platform-workloads';
import type { WorkloadContext } from '../workloads/workload-context';
import type { RouteTarget } from '../workloads/workload-facets';
import { type ResolvedWorkloadIdentity, resolveWorkloadIdentity } from '../workloads/workload-identity';
import { kindOf, type ResolvedWorkload } from '../workloads/workload-kinds';
import { resolveWorkloadPools } from '../workloads/workload-pools';
import type { ResolvedNetwork } from './resolve-network';

/** How requests from outside of the cluster reach workloads. */
export interface ResolvedIngress {
  readonly type: CompleteIngress['type'];
  readonly hosts: readonly ResolvedIngressHost[];
  /**
   * Range of the gateway's subnet. Undefined for a load balancer, which is in the subnet of the
   * nodes.
   */
  readonly subnet: string | undefined;
  readonly timeoutSeconds: number;
  /** Nodes for the pods of the ingress. */
  readonly placement: Placement;
  /**
   * ServiceAccount and identity that read the certificates. Undefined if the gateway in Azure reads
   * them.
   */
  readonly identity: ResolvedWorkloadIdentity | undefined;
}

export interface ResolvedIngressHost {
  readonly host: string;
  readonly certificate: string;
  readonly routes: readonly {
    readonly path: string;
    /** Name of the workload. */
    readonly to: string;
    readonly service: string;
    readonly namespace: string;
    /** Path of the health check. Undefined: the path of the readiness probe. */
    readonly healthPath?: string;
  }[];
}

/** Resolves the ingress: its hosts, its subnet and the Services that its routes lead to. */
export function resolveIngress(
  definition: CompleteIngress,
  workloads: readonly ResolvedWorkload[],
  network: ResolvedNetwork,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedIngress {
  if (context.keyVault === undefined)
    problems.add('', 'the certificates require a Key Vault, and the definition has none', 'Add keyVault.');
  const { timeoutSeconds } = definition;
  checkAnswerTimeout(timeoutSeconds, problems);
  const targets = routeTargets(workloads);
  checkAnswers(definition, targets, timeoutSeconds, problems);
  const hosts = definition.hosts.map((host, index): ResolvedIngressHost => {
    const at = problems.at('hosts').at(index).at('routes');
    return {
      host: host.host,
      certificate: host.certificate,
      routes: host.routes.flatMap((route, position) => {
        const target = targets.find(({ to }) => to === route.to);
        if (target === undefined) {
          const names = targets.map(({ to }) => to);
          requireName(at.at(position), 'to', route.to, names, {
            one: 'workload that a route can lead to',
            many: 'workloads that a route can lead to',
          });
          return [];
        }
        const { to, service, namespace, healthPath } = target;
        return [
          {
            path: route.path,
            to,
            service,
            namespace,
            ...(healthPath === undefined ? {} : { healthPath }),
          },
        ];
      }),
    };
  });
  // A route without a workload has its own problem.
  if (hosts.every((host, index) => host.routes.length === definition.hosts[index]!.routes.length))
    checkRoutedHosts(hosts, problems);
  if (definition.type === 'application-gateway') {
    for (const [index, { certificate }] of hosts.entries()) {
      requireRule(
        problems.at('hosts').at(index),
        'certificate',
        installedCertificateProblem(certificate),
        'Rename the certificate in the Key Vault.',
      );
    }
  }
  const choice = definition.nodePool ?? context.nodePools.find((pool) => pool.role === 'cpu')?.name ?? '';
  const [pool] = resolveWorkloadPools(choice, ['cpu'], context, problems);
  return {
    type: definition.type,
    hosts,
    subnet: resolveSubnet(definition, network, problems),
    timeoutSeconds,
    placement:
      pool === undefined ? { nodeSelector: {}, tolerations: [] } : placementOn(pool, context.nodePools),
    identity:
      definition.type === 'application-gateway'
        ? undefined
        : resolveWorkloadIdentity({ name: ingressWorkload }, context, problems),
  };
}

interface WorkloadRouteTarget extends RouteTarget {
  /** Name of the workload. */
  readonly to: string;
  readonly namespace: string;
}

/** Every workload that a route can lead to. */
function routeTargets(workloads: readonly ResolvedWorkload[]): readonly WorkloadRouteTarget[] {
  return workloads.flatMap((workload) => {
    const target = kindOf(workload).routeTarget(workload);
    return target === undefined ? [] : [{ to: workload.name, namespace: workload.namespace, ...target }];
  });
}

function checkAnswers(
  { hosts }: CompleteIngress,
  targets: readonly WorkloadRouteTarget[],
  timeoutSeconds: number,
  problems: ProblemList,
): void {
  const routed = new Set(hosts.flatMap(({ routes }) => routes.map(({ to }) => to)));
  for (const { to, answerSeconds } of targets) {
    if (!routed.has(to) || answerSeconds === undefined || answerSeconds <= timeoutSeconds) continue;
    problems.add(
      'timeoutSeconds',
      `${timeoutSeconds} seconds are shorter than the answers of ${to}, which may take ${answerSeconds} seconds`,
      `Use at least ${answerSeconds}, or lower answerSeconds of the gateway.`,
    );
  }
}

function resolveSubnet(
  { type, subnet }: CompleteIngress,
  network: ResolvedNetwork,
  problems: ProblemList,
): string | undefined {
  if (type === 'internal-load-balancer') {
    if (subnet !== undefined)
      problems.add('subnet', 'an internal load balancer is in the subnet of the nodes', 'Remove subnet.');
    return undefined;
  }
  if (network.existing !== undefined) {
    problems.add(
      'type',
      `"${type}" needs a subnet of its own, and the platform does not change an existing network`,
      'Use "internal-load-balancer", or let the platform create the network.',
    );
    return undefined;
  }
  const used = [network.nodeSubnet, network.privateEndpointSubnet].flatMap(parse);
  const [space] = parse(network.addressSpace);
  if (space === undefined) return undefined;
  if (subnet === undefined) {
    const free = subnetsOf(space).find((candidate) => !used.some((range) => range.overlaps(candidate)));
    if (free !== undefined) return free.toString();
    problems.add(
      'subnet',
      `addressSpace ${space} has no free /${gatewaySubnetPrefix}`,
      'Use a larger network.addressSpace.',
    );
    return undefined;
  }
  const [range] = parse(subnet);
  if (range === undefined) {
    problems.add('subnet', `"${subnet}" is not a valid range`, 'Use a range such as 10.0.17.0/24.');
  } else if (!space.contains(range)) {
    problems.add(
      'subnet',
      `${range} is not within addressSpace ${space}`,
      'Choose a range within the address space.',
    );
  } else if (used.some((other) => other.overlaps(range))) {
    problems.add('subnet', `${range} overlaps another subnet`, 'Choose ranges that do not overlap.');
  } else {
    checkGatewaySubnet(type, range, defaultGatewayInstances.max, problems);
  }
  return subnet;
}

function subnetsOf(space: Cidr): readonly Cidr[] {
  const size = 2 ** (32 - gatewaySubnetPrefix);
  const count = Math.floor(space.addressCount / size);
  return Array.from({ length: count }, (_, index) =>
    Cidr.parse(`${space.address(index * size)}/${gatewaySubnetPrefix}`),
  );
}

function parse(text: string): readonly Cidr[] {
  try {
    return [Cidr.parse(text)];
  } catch {
    return [];
  }
}
