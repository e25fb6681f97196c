import { vllmFlagsOf } from './vllm-flags';

/**
 * Arguments of `vllm serve` that change the memory of a GPU in a way that the estimate does not
 * count: weights or a KV cache outside of the GPU, a KV cache of a fixed size, other fields of the
 * model's files, other blocks and types of the cache, a cache that several GPUs divide, copies of
 * experts, memory for other processes.
 *
 * @see vLLM 0.32.0 `engine/arg_utils.py`; `config/cache.py`, `config/offload.py`,
 * `config/parallel.py` (2026-11)
 */
export const uncountedFlags: readonly string[] = [
  '--block-size',
  '--cpu-offload-gb',
  '--cpu-offload-params',
  '--decode-context-parallel-size',
  '--eplb-config',
  '--hf-overrides',
  '--kv-cache-dtype-skip-layers',
  '--kv-cache-memory-bytes',
  '--kv-offloading-backend',
  '--kv-offloading-size',
  '--mamba-block-size',
  '--mamba-cache-dtype',
  '--mamba-cache-mode',
  '--mamba-ssm-cache-dtype',
  '--mm-ipc-gpu-memory-gb',
  '--num-gpu-blocks-override',
  '--offload-backend',
  '--offload-group-size',
  '--offload-num-in-group',
  '--offload-params',
  '--offload-prefetch-step',
  '--prefill-context-parallel-size',
  '--rope-scaling',
];

/** The first argument that the estimate does not count, in every form of the engine's parser. */
export interface UncountedArgument {
  readonly index: number;
  readonly flag: string;
}

/** A setting of its own, and not an abbreviation of the longer flag. */
const known = '--kv-cache-dtype';

/** Finds the first of `uncountedFlags`; undefined if there is none. */
export function uncountedArgument(args: readonly string[]): UncountedArgument | undefined {
  for (const [index, argument] of args.entries()) {
    const [flag] = argument.startsWith('-') ? vllmFlagsOf(argument, [known, ...uncountedFlags]) : [];
    if (flag !== undefined && flag !== known) return { index, flag };
  }
  return undefined;
}
