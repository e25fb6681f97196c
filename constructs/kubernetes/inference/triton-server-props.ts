import type { k8s } from 'cdk8s-plus-28';
import type { ResourcesDefinition } from '../../../lib/definition/workload-definition';
import type { ProbePlan, ShutdownPlan } from '../../../lib/engine/probes/probe-plan';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import { sharedMemoryGiBPerGpu } from '../../../lib/engine/sizing/host-needs';
import { images } from '../../../lib/facts/versions';
import { ProblemList } from '../../../lib/problems/problem-list';
import { parseMemoryBytes } from '../../../lib/values/quantity';
import { checkShutdown } from '../applications/graceful-deployment';
import type { PodIdentityProps } from '../identity/identity-annotation';
import type { PodSecrets } from '../identity/key-vault-secrets';
import { checkTritonArguments, checkTritonModelLoading, type TritonModelLoading } from './triton-arguments';

/** A volume with models and its mount. */
export interface ModelRepositoryVolume {
  /** Volume with the model repository. */
  readonly volume: k8s.Volume;
  /** Mount of the volume in the container. */
  readonly volumeMount: k8s.VolumeMount;
}

/** Input of a TritonServer. */
export interface TritonServerProps extends PodIdentityProps {
  /**
   * Name of the Deployment, the Service and related objects: a DNS label that starts with a letter.
   */
  readonly name: string;
  /** Namespace. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Image with the server. @default `images.triton` of lib/facts/versions.ts */
  readonly image?: string;
  /** Volume with the model repository: a blob container, a file share or a claim. */
  readonly modelRepository: ModelRepositoryVolume;
  /** Directory of the repository below the mount path. @default the mount path */
  readonly modelRepositoryPath?: string;
  /** Models to load. @default every model of the repository, at startup */
  readonly modelLoading?: TritonModelLoading;
  /** GPUs of one replica. @default 1 */
  readonly gpus?: number;
  /**
   * Number of replicas. `autoscaled` omits the field, so that Argo CD does not revert KEDA.
   *
   * @default 1
   */
  readonly replicas?: number | 'autoscaled';
  /** Placement on the GPU nodes, from `placementOn()`. */
  readonly placement: Placement;
  /** Requests in addition to the GPUs. Memory is also the limit, and it includes `/dev/shm`. */
  readonly resources: ResourcesDefinition;
  /**
   * Size limit of the cache volume on the node's disk, for downloads and compiled kernels, in GiB.
   *
   * @default 10
   */
  readonly cacheSizeGiB?: number;
  /**
   * Size limit of `/dev/shm` in GiB, which is part of the memory in `resources`.
   *
   * @default 4 for each GPU
   */
  readonly sharedMemoryGiB?: number;
  /** Probes, from `tritonProbePlan()` for the size of the models and port 8000. */
  readonly probes: ProbePlan;
  /** Shutdown. @default 60 seconds to finish requests */
  readonly shutdown?: ShutdownPlan;
  /**
   * ServiceAccount of a managed identity. Its pods get the label for workload identity.
   *
   * @default none
   */
  readonly serviceAccountName?: string;
  /** Environment variables from the Key Vault. @default none */
  readonly secrets?: PodSecrets;
  /**
   * Additional arguments of `tritonserver`. The construct refuses arguments that it sets itself.
   *
   * @default none
   */
  readonly extraArgs?: readonly string[];
  /** Additional namespaces that may call the server. @default only its own namespace */
  readonly allowedNamespaces?: readonly string[];
  /**
   * Address ranges that may call the server, for example the subnet of a gateway outside the
   * cluster.
   *
   * @default none
   */
  readonly allowedCidrs?: readonly string[];
  /**
   * Adds a PodMonitor for managed Prometheus.
   *
   * @default false, because the kind needs that add-on
   */
  readonly podMonitor?: boolean;
}

/** Default ports of Triton. @see triton-inference-server/server `docs/protocol` (2026-11) */
export const tritonPorts = { http: 8000, grpc: 8001, metrics: 8002 } as const;

const defaultCacheSizeGiB = 10;
/** Path of the model repository in the container. */
export function repositoryPath(props: TritonServerProps): string {
  const { mountPath } = props.modelRepository.volumeMount;
  return props.modelRepositoryPath === undefined ? mountPath : `${mountPath}/${props.modelRepositoryPath}`;
}

/** Returns the size limit of the cache volume, or its default. */
export function cacheSizeGiB(props: TritonServerProps): number {
  return props.cacheSizeGiB ?? defaultCacheSizeGiB;
}

/** Returns the size limit of `/dev/shm`, or its default. */
export function sharedMemoryGiB(props: TritonServerProps): number {
  return props.sharedMemoryGiB ?? (props.gpus ?? 1) * sharedMemoryGiBPerGpu;
}

/** @throws {DefinitionError} for contradictory props. */
export function checkTritonProps(props: TritonServerProps): void {
  const problems = ProblemList.create();
  checkTritonArguments(
    props.extraArgs ?? [],
    props.image ?? images.triton.reference,
    problems.at('extraArgs'),
  );
  if (props.modelLoading !== undefined) {
    checkTritonModelLoading(props.modelLoading, problems.at('modelLoading'));
  }
  if (props.shutdown !== undefined) checkShutdown(props.shutdown, problems.at('shutdown'));
  for (const [name, { action }] of Object.entries(props.probes)) {
    if (action.type === 'http' && action.port !== tritonPorts.http) {
      problems
        .at('probes')
        .add(
          name,
          `it calls port ${action.port}, but the server listens on port ${tritonPorts.http}`,
          'Use the same port.',
        );
    }
  }
  const memory = parseMemoryBytes(props.resources.memory);
  if (memory !== undefined && sharedMemoryGiB(props) * 2 ** 30 >= memory) {
    problems.add(
      'sharedMemoryGiB',
      `${sharedMemoryGiB(props)} GiB of /dev/shm use all of resources.memory, which is ${props.resources.memory}`,
      'Raise resources.memory, or lower sharedMemoryGiB.',
    );
  }
  if (props.modelRepositoryPath !== undefined && /^\/|(^|\/)\.\.(\/|$)/.test(props.modelRepositoryPath)) {
    problems.add(
      'modelRepositoryPath',
      `"${props.modelRepositoryPath}" is not a path below the volume`,
      'Use a path relative to the root of the volume, without a leading "/".',
    );
  }
  problems.throwIfAny(`the Triton server "${props.name}"`);
}
