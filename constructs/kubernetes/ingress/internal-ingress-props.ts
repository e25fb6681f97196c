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
  /** Name of the Deployment, the Service and what belongs to them: a DNS label that starts with a letter. */
  readonly name: string;
  /** Namespace of Envoy, and of Services whose routes name none: network policies of the Services have to let it in. */
  readonly namespace: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Hosts, their certificates in the vault and what is behind them. */
  readonly hosts: readonly RoutedHost[];
  /** Where the certificates are, and who reads them. */
  readonly vault: CertificateVault;
  /** ServiceAccount that is bound to the identity that reads the vault. */
  readonly serviceAccountName: string;
  /** Longest time from a request to the end of its answer, and longest silence, seconds, 1 to 86400. @default 600 */
  readonly timeoutSeconds?: number;
  /**
   * Name of the subnet of the private address, in the network of the cluster, whose identity needs the role Network Contributor
   * there.
   *
   * @default the subnet of the nodes
   */
  readonly subnetName?: string;
  /** Private address, so that a DNS record can name it before it is there. @default one that Azure chooses */
  readonly ipAddress?: string;
  /** Address ranges whose hosts may call. @default all that reach the address */
  readonly allowedCidrs?: readonly string[];
  /** @default 2, so that one may go */
  readonly replicas?: number;
  /** Nodes to run on, as `placementOn()` gives them: a CPU pool. @default any untainted node */
  readonly placement?: Placement;
  /** Requests; memory is also the limit. @default 500m CPU and 512Mi */
  readonly resources?: ResourcesDefinition;
  /** @default as long as an answer takes, up to what the cluster autoscaler waits for; `envoyShutdown()` */
  readonly shutdown?: ShutdownPlan;
  /** Image with Envoy and without a shell. @default `images.envoy` of lib/facts/versions.ts */
  readonly image?: string;
}

/** Longest time that an answer may take, with its default. */
export function ingressTimeout(props: InternalIngressProps): number {
  return props.timeoutSeconds ?? defaultAnswerTimeoutSeconds;
}

/** @throws {DefinitionError} for props that contradict one another. */
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
    problems.add('ipAddress', `"${props.ipAddress}" is not an IPv4 address`, 'Give one of the subnet.');
  problems.throwIfAny(`the internal ingress "${props.name}"`);
}

function checkRange(cidr: string, path: string, problems: ProblemList): void {
  try {
    Cidr.parse(cidr);
  } catch (error) {
    problems.add(path, (error as Error).message, 'Give a range such as 10.0.0.0/8.');
  }
}
