import type { ResourcesDefinition } from '../../../lib/definition/workload-definition';
import { checkEngineCache, type EngineCache } from '../../../lib/engine/inference/engine-cache';
import { checkLora, type LoraOptions } from '../../../lib/engine/inference/lora-adapters';
import { checkModelSource, type ModelSource } from '../../../lib/engine/inference/model-source';
import { checkVllmExtraArguments } from '../../../lib/engine/inference/vllm-extra-arguments';
import { vllmEngineVersion } from '../../../lib/engine/inference/vllm-metrics';
import { checkVllmOptions, type VllmOptions } from '../../../lib/engine/inference/vllm-options';
import { checkVllmSizes } from '../../../lib/engine/inference/vllm-sizes';
import type { ProbePlan, ShutdownPlan } from '../../../lib/engine/probes/probe-plan';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import { sharedMemoryGiBPerGpu } from '../../../lib/engine/sizing/host-needs';
import type { FitCheck, Measurement } from '../../../lib/engine/sizing/measurement';
import type { ModelFacts } from '../../../lib/facts/model-facts';
import type { CustomVmSize, VmSizeName } from '../../../lib/facts/vm-sizes';
import type { ProblemList } from '../../../lib/problems/problem-list';
import { parseMemoryBytes } from '../../../lib/values/quantity';
import { checkShutdown } from '../applications/graceful-deployment';
import type { PodIdentityProps } from '../identity/identity-annotation';
import type { PodSecrets } from '../identity/key-vault-secrets';

/** Input that a vLLM server has on one node and on several nodes. Numbers apply to one pod. */
export interface VllmEngineProps extends VllmOptions, LoraOptions, PodIdentityProps {
  /**
   * Name of the workload, the Service and related objects: a DNS label that starts with a letter.
   */
  readonly name: string;
  /** Namespace. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /**
   * Image with vLLM 0.18 or newer, such as `images.vllm` of lib/facts/versions.ts. Nodes with a
   * driver older than R580, such as those with A10 GPUs, need an image with CUDA 12, such as
   * `imageVariants.vllmCuda12`.
   */
  readonly image: string;
  /**
   * Hugging Face id of the model. A gated model needs `HF_TOKEN` in `secrets`; without it, every
   * start fails with a 401.
   */
  readonly model: string;
  /**
   * Source of the model files. With any other source, the server downloads nothing.
   *
   * @default a download from Hugging Face
   */
  readonly source?: ModelSource;
  /** Name of the model in the API. @default `model` */
  readonly servedModelName?: string;
  /** Port of the container. The Service has port 80. @default 8000, the default of the engine */
  readonly port?: number;
  /**
   * VM size of the nodes. With it, the construct derives GPUs, memory, `/dev/shm`, cache and probes
   * from the model, and refuses a model that does not fit.
   *
   * @default unknown: `resources`, `cacheSizeGiB` and `probes` are required, and the fit of the
   * model is not validated
   */
  readonly vmSize?: VmSizeName | CustomVmSize;
  /**
   * Version of vLLM in the image, which decides the GPU memory that the engine needs.
   *
   * @default the version in the tag; required with `vmSize` if the tag has none
   */
  readonly engineVersion?: string;
  /**
   * How the fit of the model is decided with `vmSize`: by the estimate; inside its error band by
   * the run in `measured`; or not at all.
   *
   * @default 'checked'
   */
  readonly fit?: FitCheck;
  /** The run that shows that the model fits, for `fit: 'measured'`. @default none */
  readonly measured?: Measurement;
  /**
   * Facts of the model for sizing, from `modelFromHuggingFaceConfig()`.
   *
   * @default the facts in the model table
   */
  readonly modelFacts?: ModelFacts;
  /** Placement on the GPU nodes, from `placementOn()`. */
  readonly placement: Placement;
  /**
   * Compute capability of the GPUs, for example `7.5`, to refuse unsupported options.
   *
   * @default unknown: no option is refused
   */
  readonly computeCapability?: string;
  /**
   * GPUs of one engine.
   *
   * @default the GPUs of the pod that divide the attention heads; the remaining GPUs run further
   * engines behind the same API
   */
  readonly tensorParallelSize?: number;
  /**
   * Requests in addition to the GPUs. Memory is also the limit, and it includes `/dev/shm`.
   *
   * @default with `vmSize`, the share of the node that belongs to its GPUs
   */
  readonly resources?: ResourcesDefinition;
  /** Maximum context, prompt and response together, in tokens. @default the context of the model */
  readonly maxModelLen?: number;
  /**
   * Share of the GPU memory for the engine.
   *
   * @default 0.9, or 0.85 if `vmSize` has GPUs with up to 24 GB; above 0.92 the engine may run out
   * of memory at startup (llm-d#787)
   */
  readonly gpuMemoryUtilization?: number;
  /** Cache for weights and compiled kernels. @default the node's disk */
  readonly cache?: EngineCache;
  /**
   * Size of the cache in GiB.
   *
   * @default with `vmSize`, 5 for kernels plus 110 % of the weights of a downloaded model
   */
  readonly cacheSizeGiB?: number;
  /**
   * Size limit of `/dev/shm` in GiB, which is part of the memory in `resources`.
   *
   * @default 4 for each GPU
   */
  readonly sharedMemoryGiB?: number;
  /**
   * Probes.
   *
   * @default with `vmSize`, `inferenceProbePlan()` for the size and the source of the model, its
   * adapters and arguments
   */
  readonly probes?: ProbePlan;
  /** Shutdown. @default 60 seconds to finish responses */
  readonly shutdown?: ShutdownPlan;
  /**
   * ServiceAccount of a managed identity. Its pods get the label for workload identity.
   *
   * @default none
   */
  readonly serviceAccountName?: string;
  /**
   * Environment variables from the Key Vault, for example `HF_TOKEN` and `VLLM_API_KEY`.
   *
   * @default none
   */
  readonly secrets?: PodSecrets;
  /**
   * Additional arguments of `vllm serve`. The construct refuses arguments that it sets itself.
   *
   * @default none
   */
  readonly extraArgs?: readonly string[];
  /** Additional namespaces that may call the server. @default only its own namespace */
  readonly allowedNamespaces?: readonly string[];
  /**
   * Address ranges that may call the server: the subnet of a gateway outside the cluster, which
   * calls pods directly.
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

/**
 * A vLLM server with resolved GPUs, memory and probes, from the props or from the model and the VM
 * size.
 */
export type SizedVllmProps<P extends VllmEngineProps = VllmEngineProps> = P & {
  readonly resources: ResourcesDefinition;
  readonly cacheSizeGiB: number;
  readonly probes: ProbePlan;
  /** GPUs of a pod. */
  readonly gpus: number;
  readonly tensorParallelSize: number;
  readonly dataParallelSize: number;
  readonly gpuMemoryUtilization: number;
};

/** Default port of the engine. */
export const defaultVllmPort = 8000;
const downloaded: ModelSource = { type: 'hugging-face' };
const nodeDisk: EngineCache = { type: 'ephemeral-disk' };

export const vllmPort = (props: VllmEngineProps): number => props.port ?? defaultVllmPort;
export const vllmSource = (props: VllmEngineProps): ModelSource => props.source ?? downloaded;
export const vllmCache = (props: VllmEngineProps): EngineCache => props.cache ?? nodeDisk;

/** Returns the size limit of `/dev/shm`, or its default. */
export function vllmSharedMemoryGiB(props: SizedVllmProps): number {
  return props.sharedMemoryGiB ?? props.gpus * sharedMemoryGiBPerGpu;
}

/** Adds the problems of the props. */
export function checkVllmEngineProps(
  props: SizedVllmProps,
  pods: { readonly atMost: number | 'autoscaled'; readonly because: string },
  problems: ProblemList,
): void {
  const source = vllmSource(props);
  const port = vllmPort(props);
  checkVllmExtraArguments(props.extraArgs ?? [], props, problems.at('extraArgs'));
  checkVllmSizes(props, problems);
  checkVllmOptions(
    props,
    {
      computeCapability: props.computeCapability,
      engineVersion: props.engineVersion ?? vllmEngineVersion(props.image),
    },
    problems,
  );
  checkModelSource(source, props.serviceAccountName, problems.at('source'));
  checkLora(
    props,
    { sourceType: source.type, servedModelName: props.servedModelName ?? props.model },
    problems,
  );
  checkEngineCache(vllmCache(props), pods, problems.at('cache'));
  if (props.shutdown !== undefined) checkShutdown(props.shutdown, problems.at('shutdown'));
  for (const [name, { action }] of Object.entries(props.probes)) {
    if (action.type === 'http' && action.port !== port) {
      problems
        .at('probes')
        .add(
          name,
          `it calls port ${action.port}, but the engine listens on port ${port}`,
          'Use the same port.',
        );
    }
  }
  const memory = parseMemoryBytes(props.resources.memory);
  const sharedMemory = vllmSharedMemoryGiB(props);
  if (memory !== undefined && sharedMemory * 2 ** 30 >= memory) {
    problems.add(
      'sharedMemoryGiB',
      `${sharedMemory} GiB of /dev/shm use all of resources.memory, which is ${props.resources.memory}`,
      'Raise resources.memory, or lower sharedMemoryGiB.',
    );
  }
}
