import type { k8s } from 'cdk8s-plus-28';
import type { ResourcesDefinition } from '../../../lib/definition/workload-definition';
import type { ProbePlan, ShutdownPlan } from '../../../lib/engine/probes/probe-plan';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import { sharedMemoryGiBPerGpu } from '../../../lib/engine/sizing/host-needs';
import { ProblemList } from '../../../lib/problems/problem-list';
import { parseMemoryBytes } from '../../../lib/values/quantity';
import { checkShutdown } from '../applications/graceful-deployment';
import type { PodSecrets } from '../identity/key-vault-secrets';
import { checkTritonArguments, checkTritonModelLoading, type TritonModelLoading } from './triton-arguments';

/** A volume with models, and where it is mounted. */
export interface ModelRepositoryVolume {
  readonly volume: k8s.Volume;
  readonly volumeMount: k8s.VolumeMount;
}

/** Input of a TritonServer. */
export interface TritonServerProps {
  /** Name of the Deployment, the Service and what belongs to them: a DNS label that starts with a letter. */
  readonly name: string;
  /** Namespace. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Image with the server. @default `images.triton` of lib/facts/versions.ts */
  readonly image?: string;
  /** Volume with the model repository: a blob container, a file share, a claim. */
  readonly modelRepository: ModelRepositoryVolume;
  /** Directory of the repository below the volume's mount. @default the mount itself */
  readonly modelRepositoryPath?: string;
  /** @default every model of the repository, at the start */
  readonly modelLoading?: TritonModelLoading;
  /** GPUs of one replica. @default 1 */
  readonly gpus?: number;
  /** @default 1. `autoscaled`: the Deployment states none, so that Argo CD and KEDA do not fight over it */
  readonly replicas?: number | 'autoscaled';
  /** Nodes that have the GPUs: selector and tolerations, as `placementOn()` gives them. */
  readonly placement: Placement;
  /** Requests besides the GPUs; memory is also the limit, and `/dev/shm` counts as memory. */
  readonly resources: ResourcesDefinition;
  /** Limit of the volume with downloads and compiled kernels, on the node's disk, GiB. @default 10 */
  readonly cacheSizeGiB?: number;
  /** Limit of `/dev/shm`, GiB; it is part of the memory in `resources`. @default 4 a GPU */
  readonly sharedMemoryGiB?: number;
  /** Probes, as `tritonProbePlan()` gives them for the size of the models and port 8000. */
  readonly probes: ProbePlan;
  /** @default requests may take 60 seconds to finish */
  readonly shutdown?: ShutdownPlan;
  /** ServiceAccount that is bound to an identity; its pods get the workload identity label. @default none */
  readonly serviceAccountName?: string;
  /** Variables from Key Vault. @default none */
  readonly secrets?: PodSecrets;
  /** More arguments of `tritonserver`. Those that the server sets itself are refused. @default none */
  readonly extraArgs?: readonly string[];
  /** Namespaces besides its own that may call the server. @default none */
  readonly allowedNamespaces?: readonly string[];
  /** Address ranges that may call the server: the subnet of a gateway outside the cluster. @default none */
  readonly allowedCidrs?: readonly string[];
  /** Have managed Prometheus scrape the server. @default no, because the kind comes with that add-on */
  readonly podMonitor?: boolean;
}

/** Triton's own ports. Source: triton-inference-server/server `docs/protocol` (2026-11). */
export const tritonPorts = { http: 8000, grpc: 8001, metrics: 8002 } as const;

const defaultCacheSizeGiB = 10;
/** Path of the model repository in the container. */
export function repositoryPath(props: TritonServerProps): string {
  const { mountPath } = props.modelRepository.volumeMount;
  return props.modelRepositoryPath === undefined ? mountPath : `${mountPath}/${props.modelRepositoryPath}`;
}

/** Limit of the cache volume, with its default. */
export function cacheSizeGiB(props: TritonServerProps): number {
  return props.cacheSizeGiB ?? defaultCacheSizeGiB;
}

/** Limit of `/dev/shm`, with its default. */
export function sharedMemoryGiB(props: TritonServerProps): number {
  return props.sharedMemoryGiB ?? (props.gpus ?? 1) * sharedMemoryGiBPerGpu;
}

/** @throws {DefinitionError} for props that contradict one another. */
export function checkTritonProps(props: TritonServerProps): void {
  const problems = ProblemList.create();
  checkTritonArguments(props.extraArgs ?? [], problems.at('extraArgs'));
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
          `it asks port ${action.port}, and the server listens on ${tritonPorts.http}`,
          'Make them one.',
        );
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
  if (props.modelRepositoryPath !== undefined && /^\/|(^|\/)\.\.(\/|$)/.test(props.modelRepositoryPath)) {
    problems.add(
      'modelRepositoryPath',
      `"${props.modelRepositoryPath}" is not below the volume`,
      'Give the path from the root of the volume, without a leading "/".',
    );
  }
  problems.throwIfAny(`the Triton server "${props.name}"`);
}
