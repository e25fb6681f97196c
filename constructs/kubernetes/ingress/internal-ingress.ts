import { createHash } from 'node:crypto';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  envoyBootstrap,
  envoyCertificates,
  envoyPaths,
  envoyPorts,
} from '../../../lib/engine/ingress/envoy-config';
import { envoyConnectionSeconds, envoyShutdown } from '../../../lib/engine/ingress/envoy-shutdown';
import { certificatesOf } from '../../../lib/engine/ingress/routed-host';
import { workloadIdentityPodLabel } from '../../../lib/values/service-account';
import { GracefulDeployment } from '../applications/graceful-deployment';
import { syncWaves } from '../charts/sync-waves';
import { envoyPodSpec } from '../gateway/envoy-pod';
import { podAnnotations } from '../identity/identity-annotation';
import { type ObjectIdentity, objectMetadata, selectorLabels, standardLabels } from '../pods/object-metadata';
import { PodDisruptionBudget } from '../pods/pod-disruption-budget';
import {
  checkInternalIngressProps,
  type InternalIngressProps,
  ingressTimeout,
} from './internal-ingress-props';
import { TlsProviderClass } from './tls-provider-class';

const annotationPrefix = 'service.beta.kubernetes.io/azure-load-balancer';
/**
 * Idle timeout of the load balancer in minutes, by default 4. Envoy sends a keepalive every minute.
 */
const idleMinutes = 30;

/**
 * A private address of the virtual network with Envoy, which terminates TLS with certificates of a
 * Key Vault and routes requests to Services by host and path.
 *
 * It needs no controller and no Secret: the pods read the certificates from a volume, and reload
 * renewed certificates without a restart.
 *
 * @see (2026-11) learn.microsoft.com/azure/aks/internal-lb;
 * kubernetes-sigs.github.io/cloud-provider-azure/topics/loadbalancer;
 * envoyproxy.io/docs/envoy/v1.40.0
 */
export class InternalIngress extends Construct {
  /** Name of the Deployment and of the Service. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: InternalIngressProps) {
    super(scope, id);
    checkInternalIngressProps(props);
    this.name = props.name;
    const { name, namespace, partOf } = props;
    const identity = { name, namespace, component: 'ingress', partOf };
    const timeoutSeconds = ingressTimeout(props);
    const shutdown = props.shutdown ?? envoyShutdown(timeoutSeconds);
    const config = {
      [envoyPaths.bootstrap]: toText(
        envoyBootstrap({
          name,
          namespace,
          hosts: props.hosts,
          timeoutSeconds,
          connectionSeconds: envoyConnectionSeconds(shutdown),
        }),
      ),
      ...Object.fromEntries(
        Object.entries(envoyCertificates(props.hosts)).map(([file, certificate]) => [
          file,
          toText(certificate),
        ]),
      ),
    };
    const checksum = createHash('sha256').update(JSON.stringify(config)).digest('hex');

    new TlsProviderClass(this, 'provider-class', {
      ...identity,
      vault: props.vault,
      certificates: certificatesOf(props.hosts),
    });
    new k8s.KubeConfigMap(this, 'config', {
      metadata: objectMetadata(identity, syncWaves.prerequisite),
      data: config,
    });
    new GracefulDeployment(
      this,
      'deployment',
      {
        metadata: objectMetadata(identity, syncWaves.workload),
        spec: {
          replicas: props.replicas ?? 2,
          selector: { matchLabels: selectorLabels(name) },
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: {
              maxSurge: k8s.IntOrString.fromNumber(1),
              maxUnavailable: k8s.IntOrString.fromNumber(0),
            },
          },
          revisionHistoryLimit: 5,
          template: {
            metadata: {
              labels: { ...standardLabels(identity), ...workloadIdentityPodLabel },
              // Envoy reads its configuration only at startup.
              ...podAnnotations(props.vault, { 'checksum/config': checksum }),
            },
            spec: envoyPodSpec(props, shutdown.terminationGracePeriodSeconds),
          },
        },
      },
      shutdown.preStopSeconds,
    );
    loadBalancer(this, identity, props);
    networkPolicy(this, identity, props.allowedCidrs);
    new PodDisruptionBudget(this, 'pod-disruption-budget', identity);
  }
}

function toText(config: object): string {
  return `${JSON.stringify(config, null, 2)}\n`;
}

function loadBalancer(scope: Construct, identity: ObjectIdentity, props: InternalIngressProps): void {
  const { subnetName, ipAddress, allowedCidrs } = props;
  const port = (name: 'http' | 'https', number: number) => ({
    name,
    port: number,
    targetPort: k8s.IntOrString.fromString(name),
    protocol: 'TCP',
  });
  new k8s.KubeService(scope, 'service', {
    metadata: objectMetadata(identity, syncWaves.workload, {
      [`${annotationPrefix}-internal`]: 'true',
      [`${annotationPrefix}-tcp-idle-timeout`]: String(idleMinutes),
      ...(subnetName === undefined ? {} : { [`${annotationPrefix}-internal-subnet`]: subnetName }),
      ...(ipAddress === undefined ? {} : { [`${annotationPrefix}-ipv4`]: ipAddress }),
    }),
    spec: {
      type: 'LoadBalancer',
      // Only nodes with a ready pod receive connections. This keeps the address of the client for
      // logs and network policies, and a removed node does not break connections to pods on other
      // nodes. The load balancer probes the node, not Envoy.
      externalTrafficPolicy: 'Local',
      ...(allowedCidrs === undefined ? {} : { loadBalancerSourceRanges: [...allowedCidrs] }),
      selector: selectorLabels(identity.name),
      ports: [port('https', 443), port('http', 80)],
    },
  });
}

function networkPolicy(
  scope: Construct,
  identity: ObjectIdentity,
  allowedCidrs: readonly string[] | undefined,
): void {
  new k8s.KubeNetworkPolicy(scope, 'network-policy', {
    metadata: objectMetadata(identity, syncWaves.prerequisite),
    spec: {
      podSelector: { matchLabels: selectorLabels(identity.name) },
      policyTypes: ['Ingress'],
      ingress: [
        {
          ...(allowedCidrs === undefined
            ? {}
            : { from: allowedCidrs.map((cidr) => ({ ipBlock: { cidr } })) }),
          // Only the kubelet uses the port of the probes.
          ports: [envoyPorts.https, envoyPorts.http].map((port) => ({
            protocol: 'TCP',
            port: k8s.IntOrString.fromNumber(port),
          })),
        },
      ],
    },
  });
}
