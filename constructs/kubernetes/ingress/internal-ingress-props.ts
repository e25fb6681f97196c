import { isIPv4 } from 'node:net';
import type { ResourcesDefinition } from '../../../lib/definition/workload-definition';
import {
  certificatesOf,
  checkAnswerTimeout,
  checkRoutedHosts,
  defaultAnswerTimeoutSeconds,
  type RoutedHost,
} from '../../../lib/engine/ingress/routed-host';
import type { ShutdownPlan } from '../../../lib/engine/probes/probe-plan';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger } from '../../../lib/problems/value-rules';
import { Cidr } from '../../../lib/values/cidr';
import { checkShutdown } from '../applications/graceful-deployment';
import { type CertificateVault, checkCertificates } from './tls-provider-class';

/** Input of an InternalIngress. */
export interface InternalIngressProps {
  /**
   * Name of the Deployment, the Service and related objects: a DNS label that starts with a letter.
   */
  readonly name: string;
  /**
   * Namespace of Envoy and of routes without a namespace. The network policies of the Services must
   * allow Envoy.
   */
  readonly namespace: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Hosts with their certificates in the Key Vault and their routes. */
  readonly hosts: readonly RoutedHost[];
  /** Key Vault with the certificates, and the identity that reads it. */
  readonly vault: CertificateVault;
  /**
   * ServiceAccount with a federated identity credential of the identity that reads the Key Vault.
   */
  readonly serviceAccountName: string;
  /**
   * Maximum seconds from a request to the end of its response, and maximum silence, 1 to 86400.
   *
   * @default 600
   */
  readonly timeoutSeconds?: number;
  /**
   * Name of the subnet of the private address in the network of the cluster. The identity of the
   * cluster needs Network Contributor on it.
   *
   * @default the subnet of the nodes
   */
  readonly subnetName?: string;
  /**
   * Private address, so that you can create a DNS record in advance.
   *
   * @default an address that Azure selects
   */
  readonly ipAddress?: string;
  /** Address ranges of clients. @default all that reach the address */
  readonly allowedCidrs?: readonly string[];
  /** Number of replicas. @default 2, so that Kubernetes can evict one */
  readonly replicas?: number;
  /** Placement, for example from `placementOn()` on a CPU pool. @default any untainted node */
  readonly placement?: Placement;
  /** Requests. Memory is also the limit. @default 500m CPU and 512Mi */
  readonly resources?: ResourcesDefinition;
  /**
   * Shutdown.
   *
   * @default `envoyShutdown()`: the duration of a response, limited to the time that the cluster
   * autoscaler waits
   */
  readonly shutdown?: ShutdownPlan;
  /** Image with Envoy and without a shell. @default `images.envoy` of lib/facts/versions.ts */
  readonly image?: string;
}

/** Returns the maximum duration of a response, or the default. */
export function ingressTimeout(props: InternalIngressProps): number {
  return props.timeoutSeconds ?? defaultAnswerTimeoutSeconds;
}

/** @throws {DefinitionError} for contradictory props. */
export function checkInternalIngressProps(props: InternalIngressProps): void {
  const problems = ProblemList.create();
  checkRoutedHosts(props.hosts, problems);
  if (props.hosts.length > 0) checkCertificates(certificatesOf(props.hosts), problems);
  checkAnswerTimeout(ingressTimeout(props), problems);
  if (props.replicas !== undefined)
    requireInteger(problems, 'replicas', props.replicas, { min: 1, max: 100, unit: 'pods' });
  if (props.shutdown !== undefined) checkShutdown(props.shutdown, problems.at('shutdown'));
  for (const [index, cidr] of (props.allowedCidrs ?? []).entries())
    checkRange(cidr, `allowedCidrs[${index}]`, problems);
  if (props.ipAddress !== undefined && !isIPv4(props.ipAddress))
    problems.add('ipAddress', `"${props.ipAddress}" is not an IPv4 address`, 'Use an address of the subnet.');
  problems.throwIfAny(`the internal ingress "${props.name}"`);
}

function checkRange(cidr: string, path: string, problems: ProblemList): void {
  try {
    Cidr.parse(cidr);
  } catch (error) {
    problems.add(path, (error as Error).message, 'Use a range such as 10.0.0.0/8.');
  }
}
