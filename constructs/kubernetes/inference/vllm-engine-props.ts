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
import type { ModelFacts } from '../../../lib/facts/model-facts';
import type { CustomVmSize, VmSizeName } from '../../../lib/facts/vm-sizes';
import type { ProblemList } from '../../../lib/problems/problem-list';
import { parseMemoryBytes } from '../../../lib/values/quantity';
import { checkShutdown } from '../applications/graceful-deployment';
import type { PodSecrets } from '../identity/key-vault-secrets';

/** What a vLLM server has on one node or on several. Numbers are those of one pod. */
export interface VllmEngineProps extends VllmOptions, LoraOptions {
  /** Name of the workload, the Service and what belongs to them: a DNS label that starts with a letter. */
  readonly name: string;
  /** Namespace. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Image with vLLM 0.18 or newer, such as `images.vllm` of lib/facts/versions.ts. */
  readonly image: string;
  /** Hugging Face id of the model. A gated one needs `HF_TOKEN` in `secrets`, or every start ends with a 401. */
  readonly model: string;
  /** Where the model's files are. @default they are downloaded from Hugging Face. With another source nothing is downloaded at all */
  readonly source?: ModelSource;
  /** Name of the model in the API. @default `model` */
  readonly servedModelName?: string;
  /** Port of the container. @default 8000, the engine's own. The Service has port 80 */
  readonly port?: number;
  /**
   * VM size of those nodes. With it GPUs, memory, `/dev/shm`, cache and probes follow from the model, and one that does not fit is refused.
   *
   *
   * @default not known; `resources`, `cacheSizeGiB` and `probes` are then wanted, and the model is trusted to fit
   */
  readonly vmSize?: VmSizeName | CustomVmSize;
  /** Facts of the model, for sizing, as `modelFromHuggingFaceConfig()` reads them. @default those of the table in `lib/facts/models.ts` */
  readonly modelFacts?: ModelFacts;
  /** Nodes that have the GPUs: selector and tolerations, as `placementOn()` gives them. */
  readonly placement: Placement;
  /** Compute capability of the GPUs, `7.5`: options that they cannot run are refused. @default not known, and nothing is refused */
  readonly computeCapability?: string;
  /** GPUs of one engine. @default those of the pod, as far as the model's heads allow; the others are for more engines behind the same API */
  readonly tensorParallelSize?: number;
  /**
   * Requests besides the GPUs; memory is also the limit, and `/dev/shm` counts as memory.
   *
   * @default the share of a node that goes with
   * its GPUs, if `vmSize` is known
   */
  readonly resources?: ResourcesDefinition;
  /** Longest prompt and answer together, in tokens. @default the model's own */
  readonly maxModelLen?: number;
  /** Share of the GPU's memory that the engine takes. @default 0.9, and 0.85 if `vmSize` has GPUs up to 24 GB; above 0.92 starts run out of memory (llm-d#787) */
  readonly gpuMemoryUtilization?: number;
  /** Where weights and compiled kernels are kept. @default the node's disk */
  readonly cache?: EngineCache;
  /** Size of the cache, GiB. @default with `vmSize` 5 for kernels, and for a model that is downloaded its weights and a tenth more */
  readonly cacheSizeGiB?: number;
  /** Limit of `/dev/shm`, GiB; it is part of the memory in `resources`. @default 4 a GPU */
  readonly sharedMemoryGiB?: number;
  /** Probes. @default with `vmSize` what `inferenceProbePlan()` gives for the model's size and source */
  readonly probes?: ProbePlan;
  /** @default answers may take 60 seconds to finish */
  readonly shutdown?: ShutdownPlan;
  /** ServiceAccount that is bound to an identity; its pods get the workload identity label. @default none */
  readonly serviceAccountName?: string;
  /** Variables from Key Vault, such as `HF_TOKEN` and `VLLM_API_KEY`. @default none */
  readonly secrets?: PodSecrets;
  /** More arguments of `vllm serve`. Those that the server sets itself are refused. @default none */
  readonly extraArgs?: readonly string[];
  /** Namespaces besides its own that may call the server. @default none */
  readonly allowedNamespaces?: readonly string[];
  /**
   * Address ranges whose hosts may call it: the subnet of a gateway outside the cluster, which calls pods directly. Default:
   * none.
   */
  readonly allowedCidrs?: readonly string[];
  /** Have managed Prometheus scrape the engine. @default no, because the kind comes with that add-on */
  readonly podMonitor?: boolean;
}

/** A vLLM server whose GPUs, memory and probes are known: said by the user, or following from the model and the VM size. */
export type SizedVllmProps<P extends VllmEngineProps = VllmEngineProps> = P & {
  readonly resources: ResourcesDefinition;
  readonly cacheSizeGiB: number;
  readonly probes: ProbePlan;
  /** GPUs of a pod. */
  readonly gpus: number;
  readonly tensorParallelSize: number;
  readonly dataParallelSize: number;
};

/** The engine's own. */
export const defaultVllmPort = 8000;
const downloaded: ModelSource = { type: 'hugging-face' };
const nodeDisk: EngineCache = { type: 'ephemeral-disk' };

export const vllmPort = (props: VllmEngineProps): number => props.port ?? defaultVllmPort;
export const vllmSource = (props: VllmEngineProps): ModelSource => props.source ?? downloaded;
export const vllmCache = (props: VllmEngineProps): EngineCache => props.cache ?? nodeDisk;

/** Limit of `/dev/shm`, with its default. */
export function vllmSharedMemoryGiB(props: SizedVllmProps): number {
  return props.sharedMemoryGiB ?? props.gpus * sharedMemoryGiBPerGpu;
}

/** Adds what is wrong with the props. */
export function checkVllmEngineProps(
  props: SizedVllmProps,
  pods: { readonly atMost: number | 'autoscaled'; readonly because: string },
  problems: ProblemList,
): void {
  const source = vllmSource(props);
  const port = vllmPort(props);
  checkVllmExtraArguments(props.extraArgs ?? [], problems.at('extraArgs'));
  checkVllmSizes(props, problems);
  checkVllmOptions(
    props,
    { computeCapability: props.computeCapability, engineVersion: vllmEngineVersion(props.image) },
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
        .add(name, `it asks port ${action.port}, and the engine listens on ${port}`, 'Make them one.');
    }
  }
  const memory = parseMemoryBytes(props.resources.memory);
  const sharedMemory = vllmSharedMemoryGiB(props);
  if (memory !== undefined && sharedMemory * 2 ** 30 >= memory) {
    problems.add(
      'sharedMemoryGiB',
      `${sharedMemory} GiB of /dev/shm leave nothing of the ${props.resources.memory} in resources.memory`,
      'Raise resources.memory, or lower sharedMemoryGiB.',
    );
  }
}
