import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { ResourcesDefinition } from '../../lib/definition/workload-definition';
import { workloadIdentityPodLabel } from '../../lib/identity/service-account';
import { type ProbePlan, type ShutdownPlan, shutdownPlan } from '../../lib/probes/probe-plan';
import { ProblemList } from '../../lib/problems/problem-list';
import type { Placement } from '../../lib/scheduling/placement';
import { parseMemoryBytes } from '../../lib/scheduling/quantity';
import { checkShutdown, GracefulDeployment } from './graceful-deployment';
import { HttpService } from './http-service';
import { InferenceNetworkPolicy } from './inference-network-policy';
import type { PodSecrets } from './key-vault-secrets';
import { objectMetadata, selectorLabels, standardLabels } from './object-metadata';
import { PodDisruptionBudget } from './pod-disruption-budget';
import { PodMonitor } from './pod-monitor';
import { toPodPlacement } from './pod-placement';
import { startupBudgetSeconds, toContainerProbes } from './probes';
import { restrictedContainerSecurity, restrictedPodSecurity } from './security-contexts';
import { syncWaves } from './sync-waves';
import { topologySpread } from './topology-spread';
import { checkVllmArguments, checkVllmImage, vllmArguments } from './vllm-arguments';
import {
  gib,
  temporaryGiB,
  vllmEnvironment,
  vllmUserId,
  vllmVolumeMounts,
  vllmVolumes,
  vllmWorkingDirectory,
} from './vllm-pod';

/** Input of a VllmServer. */
export interface VllmServerProps {
  /** Name of the Deployment, the Service and what belongs to them: a DNS label that starts with a letter. */
  readonly name: string;
  /** Namespace. Default: the chart's. */
  readonly namespace?: string;
  /** `app.kubernetes.io/part-of`. Default: none. */
  readonly partOf?: string;
  /** Image with the engine, 0.18 or newer: `docker.io/vllm/vllm-openai:v0.32.0`. */
  readonly image: string;
  /** Hugging Face id of the model. A gated one needs `HF_TOKEN` in `secrets`, or every start ends with a 401. */
  readonly model: string;
  /** Name of the model in the API. Default: `model`. */
  readonly servedModelName?: string;
  /** Port of the container. Default: 8000, the engine's own. The Service has port 80. */
  readonly port?: number;
  /** GPUs of one replica, which is also its tensor parallel size. Default: 1. */
  readonly gpus?: number;
  /** Default: 1. */
  readonly replicas?: number;
  /** Nodes that have the GPUs: selector and tolerations, as `placementOn()` gives them. */
  readonly placement: Placement;
  /** Requests besides the GPUs; memory is also the limit, and `/dev/shm` counts as memory. */
  readonly resources: ResourcesDefinition;
  /** Longest prompt and answer together, in tokens. Default: the model's own. */
  readonly maxModelLen?: number;
  /** Share of the GPU's memory that the engine takes. Default: 0.9; above 0.92 starts run out of memory (llm-d#787). */
  readonly gpuMemoryUtilization?: number;
  /** Limit of the volume with weights and compiled kernels, on the node's disk, GiB: the weights, a tenth more, and 5. */
  readonly cacheSizeGiB: number;
  /** Limit of `/dev/shm`, GiB; it is part of the memory in `resources`. Default: 4 a GPU. */
  readonly sharedMemoryGiB?: number;
  /** Probes, as `inferenceProbePlan()` gives them for the model's size. */
  readonly probes: ProbePlan;
  /** Default: answers may take 60 seconds to finish. */
  readonly shutdown?: ShutdownPlan;
  /** ServiceAccount that is bound to an identity; its pods get the workload identity label. Default: none. */
  readonly serviceAccountName?: string;
  /** Variables from Key Vault, such as `HF_TOKEN` and `VLLM_API_KEY`. Default: none. */
  readonly secrets?: PodSecrets;
  /** More arguments of `vllm serve`. Those that the server sets itself are refused. Default: none. */
  readonly extraArgs?: readonly string[];
  /** Namespaces besides its own that may call the server. Default: none. */
  readonly allowedNamespaces?: readonly string[];
  /** Have managed Prometheus scrape the engine. Default: no, because the kind comes with that add-on. */
  readonly podMonitor?: boolean;
}

const defaultPort = 8000;
const sharedMemoryGiBPerGpu = 4;
/**
 * What comes before the container starts, and does not count as its start: a new GPU node (up to 20 minutes with its
 * driver) and the pull of an image of ten gigabytes.
 */
const nodeAndPullSeconds = 1800;
const gpuResource = 'nvidia.com/gpu';

/** An OpenAI-compatible model server (vLLM) on GPU nodes, reached as `http://<name>/v1` in its namespace. */
export class VllmServer extends Construct {
  /** Name of the Deployment and of the Service. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: VllmServerProps) {
    super(scope, id);
    checkProps(props);
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
          replicas,
          selector: { matchLabels: selectorLabels(props.name) },
          // One pod goes before its successor comes: a surge pod would wait for a GPU that the old pod holds. With one
          // replica the server is away during a rollout; two replicas take turns.
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
            },
            spec: {
              ...(props.serviceAccountName === undefined
                ? {}
                : { serviceAccountName: props.serviceAccountName }),
              automountServiceAccountToken: false,
              // A Service called `vllm` would give every pod VLLM_PORT=tcp://…, which the engine reads as its own setting and
              // fails on (docs.vllm.ai v0.32, "Environment Variables").
              enableServiceLinks: false,
              ...toPodPlacement(props.placement),
              ...(replicas > 1 ? { topologySpreadConstraints: topologySpread(props.name) } : {}),
              securityContext: restrictedPodSecurity(vllmUserId),
              terminationGracePeriodSeconds: shutdown.terminationGracePeriodSeconds,
              containers: [vllmContainer(props, shutdown)],
              volumes: [
                ...vllmVolumes(props.cacheSizeGiB, sharedMemoryGiB(props)),
                ...(props.secrets === undefined ? [] : [props.secrets.volume]),
              ],
            },
          },
        },
      },
      shutdown.preStopSeconds,
    );

    new HttpService(this, 'service', identity);
    new PodDisruptionBudget(this, 'pod-disruption-budget', identity);
    new InferenceNetworkPolicy(this, 'network-policy', {
      ...identity,
      port: props.port ?? defaultPort,
      allowedNamespaces: props.allowedNamespaces,
      allowMetrics: props.podMonitor,
    });
    if (props.podMonitor) new PodMonitor(this, 'pod-monitor', identity);
  }
}

function vllmContainer(props: VllmServerProps, shutdown: ShutdownPlan): k8s.Container {
  const gpus = k8s.Quantity.fromString(String(props.gpus ?? 1));
  const memory = k8s.Quantity.fromString(props.resources.memory);
  return {
    name: 'vllm',
    image: props.image,
    // Said in full: the image's own entry point has changed between versions.
    command: ['vllm', 'serve'],
    args: [
      ...vllmArguments({
        model: props.model,
        servedModelName: props.servedModelName ?? props.model,
        port: props.port ?? defaultPort,
        gpus: props.gpus ?? 1,
        gpuMemoryUtilization: props.gpuMemoryUtilization ?? 0.9,
        maxModelLen: props.maxModelLen,
        drainSeconds: shutdown.drainSeconds,
        extraArgs: props.extraArgs ?? [],
      }),
    ],
    workingDir: vllmWorkingDirectory,
    env: [...vllmEnvironment(), ...(props.secrets?.environment ?? [])],
    ports: [{ name: 'http', containerPort: props.port ?? defaultPort, protocol: 'TCP' }],
    ...toContainerProbes(props.probes),
    resources: {
      requests: {
        cpu: k8s.Quantity.fromString(props.resources.cpu),
        memory,
        // Keeps the pod off a node whose disk cannot hold the weights.
        'ephemeral-storage': gib(props.cacheSizeGiB + temporaryGiB),
        [gpuResource]: gpus,
      },
      limits: { memory, [gpuResource]: gpus },
    },
    // The NVIDIA runtime's hook writes into the container's root.
    securityContext: restrictedContainerSecurity(false),
    // The last lines of the log say why a start failed; they go into the pod's status.
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [
      ...vllmVolumeMounts(),
      ...(props.secrets === undefined ? [] : [props.secrets.volumeMount]),
    ],
  };
}

function sharedMemoryGiB(props: VllmServerProps): number {
  return props.sharedMemoryGiB ?? (props.gpus ?? 1) * sharedMemoryGiBPerGpu;
}

function checkProps(props: VllmServerProps): void {
  const problems = ProblemList.create();
  const port = props.port ?? defaultPort;
  checkVllmImage(props.image, problems);
  checkVllmArguments(props.extraArgs ?? [], problems.at('extraArgs'));
  if (props.shutdown !== undefined) checkShutdown(props.shutdown, problems.at('shutdown'));
  for (const [name, { action }] of Object.entries(props.probes)) {
    if (action.type === 'http' && action.port !== port) {
      problems
        .at('probes')
        .add(name, `it asks port ${action.port}, and the engine listens on ${port}`, 'Make them one.');
    }
  }
  const memory = parseMemoryBytes(props.resources.memory);
  if (memory !== undefined && sharedMemoryGiB(props) * 2 ** 30 >= memory) {
    problems.add(
      'sharedMemoryGiB',
      `${sharedMemoryGiB(props)} GiB of /dev/shm leave nothing of the ${props.resources.memory} in resources.memory`,
      'Raise resources.memory, or lower sharedMemoryGiB.',
    );
  }
  problems.throwIfAny(`the vLLM server "${props.name}"`);
}
