import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { type ShutdownPlan, shutdownPlan } from '../../../lib/engine/probes/probe-plan';
import { images } from '../../../lib/facts/versions';
import { workloadIdentityPodLabel } from '../../../lib/values/service-account';
import { GracefulDeployment } from '../applications/graceful-deployment';
import { HttpService } from '../applications/http-service';
import { syncWaves } from '../charts/sync-waves';
import { podAnnotations } from '../identity/identity-annotation';
import { objectMetadata, selectorLabels, standardLabels } from '../pods/object-metadata';
import { PodDisruptionBudget } from '../pods/pod-disruption-budget';
import { PodMonitor } from '../pods/pod-monitor';
import { toPodPlacement } from '../pods/pod-placement';
import { startupBudgetSeconds, toContainerProbes } from '../pods/probes';
import { restrictedContainerSecurity, restrictedPodSecurity } from '../pods/security-contexts';
import { topologySpread } from '../pods/topology-spread';
import { InferenceNetworkPolicy } from './inference-network-policy';
import { tritonArguments } from './triton-arguments';
import {
  tritonEnvironment,
  tritonTemporaryGiB,
  tritonUserId,
  tritonVolumeMounts,
  tritonVolumes,
} from './triton-pod';
import {
  cacheSizeGiB,
  checkTritonProps,
  repositoryPath,
  sharedMemoryGiB,
  type TritonServerProps,
  tritonPorts,
} from './triton-server-props';

/**
 * Time before the container starts: a new GPU node with its driver (up to 20 minutes) and the pull
 * of a 20 GB image.
 */
const nodeAndPullSeconds = 1800;
const gpuResource = 'nvidia.com/gpu';

/**
 * A Triton Inference Server on GPU nodes: HTTP at `http://<name>/v2`, gRPC at `<name>:8001`.
 *
 * Triton has no API keys, so the network policy restricts its clients.
 */
export class TritonServer extends Construct {
  /** Name of the Deployment and of the Service. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: TritonServerProps) {
    super(scope, id);
    checkTritonProps(props);
    this.name = props.name;
    const identity = {
      name: props.name,
      namespace: props.namespace,
      component: 'inference-server',
      partOf: props.partOf,
    };
    const replicas = props.replicas ?? 1;
    const shutdown = props.shutdown ?? shutdownPlan(60);

    new GracefulDeployment(
      this,
      'deployment',
      {
        metadata: objectMetadata(identity, syncWaves.workload),
        spec: {
          ...(replicas === 'autoscaled' ? {} : { replicas }),
          selector: { matchLabels: selectorLabels(props.name) },
          // Kubernetes deletes a pod before it creates the next one: a surge pod would wait for a
          // GPU that the old pod uses.
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: {
              maxSurge: k8s.IntOrString.fromNumber(0),
              maxUnavailable: k8s.IntOrString.fromNumber(1),
            },
          },
          progressDeadlineSeconds: startupBudgetSeconds(props.probes) + nodeAndPullSeconds,
          revisionHistoryLimit: 5,
          template: {
            metadata: {
              labels: {
                ...standardLabels(identity),
                ...(props.serviceAccountName === undefined ? {} : workloadIdentityPodLabel),
              },
              ...podAnnotations(props),
            },
            spec: {
              ...(props.serviceAccountName === undefined
                ? {}
                : { serviceAccountName: props.serviceAccountName }),
              automountServiceAccountToken: false,
              enableServiceLinks: false,
              ...toPodPlacement(props.placement),
              ...(replicas === 1 ? {} : { topologySpreadConstraints: topologySpread(props.name) }),
              securityContext: restrictedPodSecurity(tritonUserId),
              terminationGracePeriodSeconds: shutdown.terminationGracePeriodSeconds,
              containers: [tritonContainer(props, shutdown)],
              volumes: [
                props.modelRepository.volume,
                ...tritonVolumes(cacheSizeGiB(props), sharedMemoryGiB(props)),
                ...(props.secrets === undefined ? [] : [props.secrets.volume]),
              ],
            },
          },
        },
      },
      shutdown.preStopSeconds,
    );

    new HttpService(this, 'service', identity, [
      { name: 'grpc', port: tritonPorts.grpc, appProtocol: 'kubernetes.io/h2c' },
      { name: 'metrics', port: tritonPorts.metrics },
    ]);
    new PodDisruptionBudget(this, 'pod-disruption-budget', identity);
    new InferenceNetworkPolicy(this, 'network-policy', {
      ...identity,
      port: tritonPorts.http,
      extraPorts: [tritonPorts.grpc, tritonPorts.metrics],
      allowedNamespaces: props.allowedNamespaces,
      allowedCidrs: props.allowedCidrs,
      allowMetrics: props.podMonitor,
    });
    if (props.podMonitor) new PodMonitor(this, 'pod-monitor', { ...identity, port: 'metrics' });
  }
}

function tritonContainer(props: TritonServerProps, shutdown: ShutdownPlan): k8s.Container {
  const gpus = k8s.Quantity.fromString(String(props.gpus ?? 1));
  const memory = k8s.Quantity.fromString(props.resources.memory);
  return {
    name: 'triton',
    image: props.image ?? images.triton.reference,
    // Keep the entry point of the image: it enables CUDA versions that are newer than the driver of
    // the node.
    args: [
      ...tritonArguments({
        modelRepositoryPath: repositoryPath(props),
        httpPort: tritonPorts.http,
        grpcPort: tritonPorts.grpc,
        metricsPort: tritonPorts.metrics,
        modelLoading: props.modelLoading ?? { mode: 'all' },
        drainSeconds: shutdown.drainSeconds,
        extraArgs: props.extraArgs ?? [],
      }),
    ],
    env: [...tritonEnvironment(), ...(props.secrets?.environment ?? [])],
    ports: Object.entries(tritonPorts).map(([name, containerPort]) => ({
      name,
      containerPort,
      protocol: 'TCP',
    })),
    ...toContainerProbes(props.probes),
    resources: {
      requests: {
        cpu: k8s.Quantity.fromString(props.resources.cpu),
        memory,
        // Keeps the pod off nodes with too little free disk.
        'ephemeral-storage': k8s.Quantity.fromString(`${cacheSizeGiB(props) + tritonTemporaryGiB}Gi`),
        [gpuResource]: gpus,
      },
      limits: { memory, [gpuResource]: gpus },
    },
    // The hook of the NVIDIA runtime writes to the root file system of the container.
    securityContext: restrictedContainerSecurity(false),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [
      props.modelRepository.volumeMount,
      ...tritonVolumeMounts(),
      ...(props.secrets === undefined ? [] : [props.secrets.volumeMount]),
    ],
  };
}
