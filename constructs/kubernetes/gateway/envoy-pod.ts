import { k8s } from 'cdk8s-plus-28';
import {
  envoyPaths,
  envoyPorts,
  envoyReadyPath,
  envoyStartup,
} from '../../../lib/engine/ingress/envoy-config';
import { images } from '../../../lib/facts/versions';
import type { InternalIngressProps } from '../ingress/internal-ingress-props';
import { tlsVolume } from '../ingress/tls-provider-class';
import { toPodPlacement } from '../pods/pod-placement';
import { restrictedContainerSecurity, restrictedPodSecurity } from '../pods/security-contexts';
import { topologySpread } from '../pods/topology-spread';

const defaultResources = { cpu: '500m', memory: '512Mi' };
/** Worker threads. By default Envoy uses one for each core of the node, and each needs memory. */
const workerThreads = 2;

/**
 * Returns the pod of an internal ingress: Envoy with its configuration and the certificates as
 * files.
 */
export function envoyPodSpec(
  props: InternalIngressProps,
  terminationGracePeriodSeconds: number,
): k8s.PodSpec {
  const tls = tlsVolume(props.name, envoyPaths.tls);
  return {
    serviceAccountName: props.serviceAccountName,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    ...toPodPlacement(props.placement),
    securityContext: restrictedPodSecurity(images.envoy.userId),
    topologySpreadConstraints: topologySpread(props.name),
    terminationGracePeriodSeconds,
    containers: [envoyContainer(props, tls.volumeMount)],
    volumes: [{ name: 'config', configMap: { name: props.name } }, tls.volume],
  };
}

function envoyContainer(props: InternalIngressProps, tlsMount: k8s.VolumeMount): k8s.Container {
  const resources = props.resources ?? defaultResources;
  const memory = k8s.Quantity.fromString(resources.memory);
  return {
    name: 'envoy',
    image: props.image ?? images.envoy.reference,
    args: [
      '--config-path',
      `${envoyPaths.config}/${envoyPaths.bootstrap}`,
      '--concurrency',
      String(workerThreads),
      // Hot restart needs shared memory for a successor in the same container. Here the successor
      // is another pod.
      '--disable-hot-restart',
      '--log-level',
      'warning',
    ],
    ports: Object.entries(envoyPorts).map(([name, containerPort]) => ({
      name,
      containerPort,
      protocol: 'TCP',
    })),
    startupProbe: ready(envoyStartup.periodSeconds, envoyStartup.failureThreshold),
    readinessProbe: ready(5, 2),
    livenessProbe: ready(10, 6),
    resources: { requests: { cpu: k8s.Quantity.fromString(resources.cpu), memory }, limits: { memory } },
    securityContext: restrictedContainerSecurity(true),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [{ name: 'config', mountPath: envoyPaths.config, readOnly: true }, tlsMount],
  };
}

/** Uses TLS with the certificates for clients. The kubelet does not verify them. */
function ready(periodSeconds: number, failureThreshold: number): k8s.Probe {
  return {
    httpGet: {
      path: envoyReadyPath,
      port: k8s.IntOrString.fromNumber(envoyPorts.health),
      scheme: 'HTTPS',
    },
    initialDelaySeconds: 0,
    periodSeconds,
    timeoutSeconds: 5,
    failureThreshold,
    successThreshold: 1,
  };
}
