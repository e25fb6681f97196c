import type { IngressDefinition } from '../definition/ingress-definition';
import { defaultGatewayInstances } from '../engine/ingress/application-gateway-limits';
import { installedCertificateProblem } from '../engine/ingress/certificate-names';
import { checkGatewaySubnet, gatewaySubnetPrefix } from '../engine/ingress/gateway-subnet';
import {
  checkAnswerTimeout,
  checkRoutedHosts,
  defaultAnswerTimeoutSeconds,
} from '../engine/ingress/routed-host';
import { langfuseWebService } from '../engine/langfuse/langfuse-url';
import { placementOn } from '../engine/scheduling/placement';
import type { ProblemList } from '../problems/problem-list';
import { knownNames, requireRule } from '../problems/value-rules';
import { Cidr } from '../values/cidr';
import { ingressWorkload } from './identity-needs';
import type { ResolvedNetwork, ResolvedPlatform } from './resolved-platform';
import type { ResolvedIngress, ResolvedIngressHost } from './resolved-workloads';
import { resolveWorkloadIdentity, resolveWorkloadPools, type WorkloadContext } from './workload-parts';

/** What an ingress leads to. */
type Targets = Pick<ResolvedPlatform, 'httpApps' | 'agentApps' | 'gateway' | 'langfuse'>;

export function resolveIngress(
  definition: IngressDefinition,
  targets: Targets,
  network: ResolvedNetwork,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedIngress {
  if (context.keyVault === undefined)
    problems.add('', 'the platform has no Key Vault to take certificates from', 'Define keyVault.');
  const timeoutSeconds = definition.timeoutSeconds ?? defaultAnswerTimeoutSeconds;
  checkAnswerTimeout(timeoutSeconds, problems);
  const services = servicesOf(targets);
  const { gateway } = targets;
  const isRouted = definition.hosts.some(({ routes }) => routes.some(({ to }) => to === gateway?.name));
  if (gateway !== undefined && isRouted && gateway.answerSeconds > timeoutSeconds) {
    problems.add(
      'timeoutSeconds',
      `${timeoutSeconds} seconds end before the answers of ${gateway.name} do, which may take ${gateway.answerSeconds}`,
      `Give at least ${gateway.answerSeconds}, or lower answerSeconds of the gateway.`,
    );
  }
  const hosts = definition.hosts.map((host, index): ResolvedIngressHost => {
    const at = problems.at('hosts').at(index).at('routes');
    return {
      host: host.host,
      certificate: host.certificate,
      routes: host.routes.flatMap((route, position) => {
        const target = services.find(({ to }) => to === route.to);
        if (target === undefined) {
          const names = services.map(({ to }) => to);
          at.at(position).add(
            'to',
            `there is nothing called "${route.to}" to go to`,
            knownNames(route.to, names),
          );
          return [];
        }
        return [{ path: route.path ?? '/', ...target }];
      }),
    };
  });
  // A route that leads nowhere has its own problem already.
  if (hosts.every((host, index) => host.routes.length === definition.hosts[index]!.routes.length))
    checkRoutedHosts(hosts, problems);
  if (definition.type === 'application-gateway') {
    for (const [index, { certificate }] of hosts.entries()) {
      requireRule(
        problems.at('hosts').at(index),
        'certificate',
        installedCertificateProblem(certificate),
        'Give the certificate another name in the Key Vault.',
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

function servicesOf(targets: Targets): readonly Omit<ResolvedIngressHost['routes'][number], 'path'>[] {
  const { gateway, langfuse } = targets;
  return [
    ...[...targets.httpApps, ...targets.agentApps].map(({ name, namespace }) => ({
      to: name,
      service: name,
      namespace,
    })),
    ...(gateway?.type === 'litellm'
      ? [{ to: gateway.name, service: gateway.name, namespace: gateway.namespace }]
      : []),
    ...(langfuse === undefined
      ? []
      : [
          {
            to: langfuse.name,
            service: langfuseWebService(langfuse.name),
            namespace: langfuse.namespace,
            // The chart's probes are not ours to read.
            healthPath: '/api/public/ready',
          },
        ]),
  ];
}

function resolveSubnet(
  { type, subnet }: IngressDefinition,
  network: ResolvedNetwork,
  problems: ProblemList,
): string | undefined {
  if (type === 'internal-load-balancer') {
    if (subnet !== undefined)
      problems.add('subnet', 'the load balancer is in the subnet of the nodes', 'Leave it out.');
    return undefined;
  }
  if (network.existing !== undefined) {
    problems.add(
      'type',
      `"${type}" needs a subnet of its own, and the network is not the platform's to change`,
      'Use "internal-load-balancer", or let the platform make the network.',
    );
    return undefined;
  }
  const taken = [network.nodeSubnet, network.privateEndpointSubnet].flatMap(parse);
  const [space] = parse(network.addressSpace);
  if (space === undefined) return undefined;
  if (subnet === undefined) {
    const free = subnetsOf(space).find((candidate) => !taken.some((range) => range.overlaps(candidate)));
    if (free !== undefined) return free.toString();
    problems.add(
      'subnet',
      `no /${gatewaySubnetPrefix} is free in ${space}`,
      'Give network a larger addressSpace.',
    );
    return undefined;
  }
  const [range] = parse(subnet);
  if (range === undefined) {
    problems.add('subnet', `"${subnet}" is not a range`, 'Give a range such as 10.0.17.0/24.');
  } else if (!space.contains(range)) {
    problems.add(
      'subnet',
      `${range} is not in addressSpace ${space}`,
      'Choose a range of the address space.',
    );
  } else if (taken.some((other) => other.overlaps(range))) {
    problems.add('subnet', `${range} overlaps another subnet`, 'Choose ranges that share no address.');
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
