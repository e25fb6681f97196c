import { type LoraOptions, loraArguments } from './lora-adapters';
import { isMountedSource, type ModelSource, modelDirectory } from './model-source';
import { type VllmOptions, vllmOptionArguments } from './vllm-options';

/** Input of vllmArguments(). */
export interface VllmArgumentsInput extends VllmOptions, LoraOptions {
  /** Hugging Face id of the model. */
  readonly model: string;
  readonly source: ModelSource;
  readonly servedModelName: string;
  readonly port: number;
  /** GPUs of one engine. */
  readonly tensorParallelSize: number;
  /** Data-parallel engines of the pod, behind one API. @default 1 */
  readonly dataParallelSize?: number;
  readonly gpuMemoryUtilization: number;
  readonly maxModelLen?: number;
  readonly drainSeconds: number;
  readonly extraArgs: readonly string[];
}

/**
 * Arguments of `vllm serve`, one element per argument, so that each has its own line in a diff.
 *
 * With `--shutdown-timeout` the engine completes running responses after SIGTERM; without it they
 * are cut off. It requires vLLM 0.18 (vllm-project/vllm#36666). The engine reads weights on a
 * network volume file by file: the default maps them into memory, which causes random reads over
 * the network (vLLM `config/load.py`, 2026-11).
 */
export function vllmArguments(input: VllmArgumentsInput): readonly string[] {
  const { source, dataParallelSize = 1 } = input;
  return [
    modelDirectory(source) ?? input.model,
    '--host=0.0.0.0',
    `--port=${input.port}`,
    `--served-model-name=${input.servedModelName}`,
    `--tensor-parallel-size=${input.tensorParallelSize}`,
    ...(dataParallelSize === 1 ? [] : [`--data-parallel-size=${dataParallelSize}`]),
    `--gpu-memory-utilization=${input.gpuMemoryUtilization}`,
    ...(input.maxModelLen === undefined ? [] : [`--max-model-len=${input.maxModelLen}`]),
    ...(isMountedSource(source) ? ['--safetensors-load-strategy=eager'] : []),
    ...vllmOptionArguments(input),
    ...loraArguments(input, source),
    `--shutdown-timeout=${input.drainSeconds}`,
    ...input.extraArgs,
  ];
}
