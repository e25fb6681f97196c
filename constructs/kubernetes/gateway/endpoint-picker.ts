import { createHash } from 'node:crypto';
import { Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { ResourcesDefinition } from '../../../lib/definition/workload-definition';
import { endpointPickerName, endpointPickerStartup } from '../../../lib/engine/gateway/endpoint-picker';
import { endpointPickerConfig, type PickedEngine } from '../../../lib/engine/gateway/endpoint-picker-config';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import { images } from '../../../lib/facts/versions';
import { GracefulDeployment } from '../applications/graceful-deployment';
import { syncWaves } from '../charts/sync-waves';
import { InferenceNetworkPolicy } from '../inference/inference-network-policy';
import { objectMetadata, selectorLabels, standardLabels } from '../pods/object-metadata';
import { PodMonitor } from '../pods/pod-monitor';
import { toPodPlacement } from '../pods/pod-placement';
import { restrictedContainerSecurity, restrictedPodSecurity } from '../pods/security-contexts';
import { EndpointPickerAccount } from './endpoint-picker-account';

/** Input of an EndpointPicker. */
export interface EndpointPickerProps {
  /** Name of the InferencePool. The objects of the endpoint picker are named `<pool>-epp`. */
  readonly pool: string;
  /** Namespace of the pool. Required, because the command line contains it. */
  readonly namespace: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Engine of the pods in the pool. @default 'vllm' */
  readonly engine?: PickedEngine;
  /** Image. @default `images.endpointPicker` of lib/facts/versions.ts */
  readonly image?: string;
  /** Placement, for example from `placementOn()` on a CPU pool. @default any untainted node */
  readonly placement?: Placement;
  /**
   * Requests. Memory is also the limit.
   *
   * @default 1 CPU and 2Gi, for tens of pods; llm-d's chart uses 8 CPUs and 8Gi for hundreds
   */
  readonly resources?: ResourcesDefinition;
  /**
   * Serves with TLS and a self-signed certificate. Application Gateway for Containers and
   * agentgateway accept it. Istio needs a DestinationRule for it, or `false`.
   *
   * @default true
   */
  readonly tls?: boolean;
  /**
   * Additional namespaces whose pods may call it, for example of the gateway.
   *
   * @default only its own namespace
   */
  readonly allowedNamespaces?: readonly string[];
  /** Address ranges that may call it: the subnet of a gateway outside the cluster. @default none */
  readonly allowedCidrs?: readonly string[];
  /**
   * Adds a PodMonitor for managed Prometheus.
   *
   * @default false, because the kind needs that add-on
   */
  readonly podMonitor?: boolean;
}

/** Port for the gateway. */
export const endpointPickerPort = 9002;
const healthPort = 9003;
const metricsPort = 9090;
const configPath = '/config';
const defaultResources = { cpu: '1', memory: '2Gi' } as const;
/**
 * Grace period: a streamed response also uses a connection of the endpoint picker. The same value
 * as in llm-d's chart.
 */
const gracePeriodSeconds = 130;
/** Seconds until the gateway has removed the endpoint. The same value as in llm-d's chart. */
const preStopSeconds = 5;

/**
 * An endpoint picker (EPP), which selects a pod of an InferencePool for each request by queue
 * length, KV cache and cached prompts. The gateway calls it with Envoy's ext_proc protocol.
 *
 * It has one replica, because it tracks which pod has cached which prompts; a second replica would
 * be idle. While it is unavailable, the gateway distributes requests itself (`FailOpen` of the
 * pool).
 *
 * @see llm-d/llm-d-router `config/charts/routerlib` (2026-11)
 */
export class EndpointPicker extends Construct {
  /** Name of the Deployment and of the Service. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: EndpointPickerProps) {
    super(scope, id);
    this.name = endpointPickerName(props.pool);
    const identity = {
      name: this.name,
      namespace: props.namespace,
      component: 'endpoint-picker',
      partOf: props.partOf,
    };
    const config = Yaml.stringify(endpointPickerConfig(props.engine ?? 'vllm'));

    new EndpointPickerAccount(this, 'account', { ...identity, namespace: props.namespace });
    new k8s.KubeConfigMap(this, 'config', {
      metadata: objectMetadata(identity, syncWaves.prerequisite),
      data: { 'config.yaml': config },
    });
    new GracefulDeployment(
      this,
      'deployment',
      {
        metadata: objectMetadata(identity, syncWaves.workload),
        spec: {
          replicas: 1,
          selector: { matchLabels: selectorLabels(this.name) },
          // Two replicas would each track only half of the requests.
          strategy: { type: 'Recreate' },
          revisionHistoryLimit: 5,
          template: {
            metadata: {
              labels: standardLabels(identity),
              annotations: { 'checksum/config': createHash('sha256').update(config).digest('hex') },
            },
            spec: {
              serviceAccountName: this.name,
              // The endpoint picker watches pods and its pool.
              automountServiceAccountToken: true,
              enableServiceLinks: false,
              ...toPodPlacement(props.placement),
              securityContext: restrictedPodSecurity(images.endpointPicker.userId),
              terminationGracePeriodSeconds: gracePeriodSeconds,
              containers: [pickerContainer(props)],
              volumes: [{ name: 'config', configMap: { name: this.name } }],
            },
          },
        },
      },
      preStopSeconds,
    );
    new k8s.KubeService(this, 'service', {
      metadata: objectMetadata(identity, syncWaves.workload),
      spec: {
        type: 'ClusterIP',
        selector: selectorLabels(this.name),
        ports: [
          {
            name: 'grpc-ext-proc',
            port: endpointPickerPort,
            targetPort: k8s.IntOrString.fromString('grpc'),
            protocol: 'TCP',
          },
        ],
      },
    });
    new InferenceNetworkPolicy(this, 'network-policy', {
      ...identity,
      port: endpointPickerPort,
      extraPorts: props.podMonitor ? [metricsPort] : [],
      allowedNamespaces: props.allowedNamespaces,
      allowedCidrs: props.allowedCidrs,
      allowMetrics: props.podMonitor,
    });
    if (props.podMonitor) new PodMonitor(this, 'pod-monitor', { ...identity, port: 'metrics' });
  }
}

function pickerContainer(props: EndpointPickerProps): k8s.Container {
  const resources = props.resources ?? defaultResources;
  const memory = k8s.Quantity.fromString(resources.memory);
  const probe = (periodSeconds: number, failureThreshold: number): k8s.Probe => ({
    grpc: { port: healthPort, service: 'inference-extension' },
    initialDelaySeconds: 0,
    periodSeconds,
    timeoutSeconds: 5,
    failureThreshold,
    successThreshold: 1,
  });
  return {
    name: 'epp',
    image: props.image ?? images.endpointPicker.reference,
    args: [
      `--pool-name=${props.pool}`,
      `--pool-namespace=${props.namespace}`,
      '--pool-group=inference.networking.k8s.io',
      `--grpc-port=${endpointPickerPort}`,
      `--grpc-health-port=${healthPort}`,
      `--metrics-port=${metricsPort}`,
      // The network policy restricts access to the metrics, because managed Prometheus scrapes
      // without a token.
      '--metrics-endpoint-auth=false',
      // Profiling would be open on the metrics port to every client that reaches it.
      '--enable-pprof=false',
      '--tracing=false',
      `--secure-serving=${props.tls ?? true}`,
      '--zap-encoder=json',
      `--config-file=${configPath}/config.yaml`,
    ],
    ports: [
      { name: 'grpc', containerPort: endpointPickerPort, protocol: 'TCP' },
      { name: 'grpc-health', containerPort: healthPort, protocol: 'TCP' },
      { name: 'metrics', containerPort: metricsPort, protocol: 'TCP' },
    ],
    startupProbe: probe(endpointPickerStartup.periodSeconds, endpointPickerStartup.failureThreshold),
    readinessProbe: probe(5, 2),
    livenessProbe: probe(10, 6),
    resources: { requests: { cpu: k8s.Quantity.fromString(resources.cpu), memory }, limits: { memory } },
    securityContext: restrictedContainerSecurity(true),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [{ name: 'config', mountPath: configPath, readOnly: true }],
  };
}
