import { type LoraOptions, loraArguments } from './lora-adapters';
import { isMountedSource, type ModelSource, modelDirectory } from './model-source';
import { type VllmOptions, vllmOptionArguments } from './vllm-options';

/** What the command line of `vllm serve` follows from. */
export interface VllmArgumentsInput extends VllmOptions, LoraOptions {
  /** Hugging Face id of the model. */
  readonly model: string;
  readonly source: ModelSource;
  readonly servedModelName: string;
  readonly port: number;
  /** GPUs of one engine. */
  readonly tensorParallelSize: number;
  /** Engines of the pod, behind one API. Default: 1. */
  readonly dataParallelSize?: number;
  readonly gpuMemoryUtilization: number;
  readonly maxModelLen?: number;
  readonly drainSeconds: number;
  readonly extraArgs: readonly string[];
}

/**
 * The arguments of `vllm serve`, one text an argument so that each has a line of its own in a diff.
 *
 * `--shutdown-timeout` lets running answers finish after the signal to stop; without it they are cut off. Engine 0.18
 * and newer (vllm-project/vllm#36666). Weights on a network volume are read file by file: the default maps them into memory, and
 * random reads over the network follow (vLLM `config/load.py`, 2026-11).
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
