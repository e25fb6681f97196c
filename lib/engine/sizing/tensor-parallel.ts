import type { ModelFacts } from '../../facts/model-facts';

/** What else divides the layers of a model. */
export interface Division {
  /**
   * Whether whole experts are distributed (`--enable-expert-parallel`), so that the width of an
   * expert is not divided.
   *
   * @default false
   */
  readonly expertParallel?: boolean;
}

/**
 * Explains why a model cannot be divided among these GPUs; undefined if it can. The engine divides
 * attention heads evenly. It divides KV heads, or stores each on several GPUs. MLA has no KV heads.
 * It divides the width of feed-forward layers and of each expert, and pads the vocabulary. Unknown
 * facts are not checked.
 *
 * Weights in blocks that share a scale (`weight_block_size`) need whole blocks on each GPU:
 *
 * - Linear layers raise "input_size_per_partition is not divisible by weight quantization block_k":
 *   the output of attention, the output of dense feed-forward layers, the output of a shared
 *   expert. Merged input layers (gate and up, queries, keys and values) are exempt.
 * - Experts raise "output_size of gate's and up's weight is not divisible by weight quantization
 *   block_n". vLLM 0.32.0 refines the blocks of some models to a common divisor of 32 or more, and
 *   then starts with its Triton kernels only. It does not do so for compressed-tensors. Runs of
 *   earlier versions ended at startup, and no log of 0.32.0 shows one that started. So a partial
 *   block is refused for experts also.
 *
 * Groups of a row that share a scale (AWQ, GPTQ, packed integers) also need to be whole, in linear
 * layers that divide a row: AWQ raises "The input size is not aligned with the quantized weight
 * shape", the check of packed integers raises, and Marlin has no kernel for GPTQ then. Experts are
 * exempt, because their kernels divide groups. Shared experts are not checked, because files often
 * leave them in 16 bits.
 *
 * Expert parallelism keeps whole experts, but divides a shared expert as any other linear layer
 * (Qwen3.6-35B-A3B: 512 among 8 GPUs are half a block). The engine copies it instead for Quark's MX
 * formats, and for some backends with several engines; neither is assumed.
 *
 * @see vLLM 0.32.0 `config/model.py` `verify_with_parallel_config`; `models/llama.py`;
 * `quantization/utils/fp8_utils.py` `validate_fp8_block_shape`, `validate_fp8_block_shape_moe`;
 * `fused_moe/oracle/fp8.py` `refine_fp8_moe_block_shape`; `linear.py`
 * `_maybe_allow_fp8_block_shape_mismatch`; `models/qwen3_next.py`
 * `_should_replicate_misaligned_shared_expert`; kvcache-ai/ktransformers#2036 (MiniMax-M2.7 on 8
 * GPUs), vllm-project/vllm#52997, #52915 (Qwen3.6-35B-A3B-FP8 on 8), #42384 (DeepSeek-V4-Pro on 16)
 * (2026-11)
 * @see vLLM 0.32.0 `quantization/auto_awq.py` `BaseAWQLinearMethod.create_weights`;
 * `kernels/linear/mixed_precision/marlin.py` `can_implement`; `compressed_tensors_wNa16.py`
 * `verify_group_size_divides_partition` (2026-11)
 */
export function tensorParallelProblem(
  model: ModelFacts,
  size: number,
  division: Division = {},
): string | undefined {
  if (!Number.isInteger(size) || size < 1) return `${size} is not a number of GPUs`;
  return headProblem(model, size) ?? widthProblem(model, size, division);
}

function headProblem({ attentionHeads, kv }: ModelFacts, size: number): string | undefined {
  if (attentionHeads % size !== 0) {
    return `its ${attentionHeads} attention heads cannot be divided among ${size} GPUs`;
  }
  if (kv.type === 'mla') return undefined;
  const { kvHeads } = kv;
  const divides = kvHeads >= size ? kvHeads % size === 0 : size % kvHeads === 0;
  return divides ? undefined : `its ${kvHeads} KV heads cannot be divided among ${size} GPUs`;
}

function widthProblem(
  model: ModelFacts,
  size: number,
  { expertParallel = false }: Division,
): string | undefined {
  const { attentionHeads, kv, intermediateSize, sharedExpertSize, experts } = model;
  const { weightBlockSize = 1, weightGroupSize = 1 } = model;
  // A GPU that holds a whole layer holds its last block, even a partial one.
  if (size === 1) return undefined;
  // Some models of experts only (MiniMax) state the width of an expert as that of feed-forward
  // layers.
  const isDense = intermediateSize !== experts?.intermediateSize;
  const widths: readonly (readonly [of: string, width: number | undefined])[] = [
    ['attention output', kv.type === 'heads' ? attentionHeads * kv.headDim : undefined],
    ['experts', expertParallel ? undefined : experts?.intermediateSize],
    ['shared experts', sharedExpertSize],
    ['feed-forward layers', isDense ? intermediateSize : undefined],
  ];
  for (const [of, width] of widths) {
    const problem = width === undefined ? undefined : partProblem(of, width, size, weightBlockSize);
    if (problem !== undefined) return problem;
    const isGrouped = of === 'attention output' || of === 'feed-forward layers';
    if (
      isGrouped &&
      width !== undefined &&
      weightGroupSize < width &&
      (width / size) % weightGroupSize !== 0
    ) {
      return `its ${of} of width ${width} have ${width / size} on each of ${size} GPUs, which is not a multiple of the groups of ${weightGroupSize} weights that share a scale`;
    }
  }
  return undefined;
}

function partProblem(of: string, width: number, size: number, weightBlockSize: number): string | undefined {
  const part = width / size;
  if (part % weightBlockSize === 0) return undefined;
  return Number.isInteger(part)
    ? `its ${of} of width ${width} have ${part} on each of ${size} GPUs, which is not a multiple of the weight blocks of ${weightBlockSize}`
    : `its ${of} of width ${width} cannot be divided among ${size} GPUs`;
}

/**
 * Explains why the engines of a pod cannot share the experts of a model; undefined if they can, and
 * for a model without experts. With data parallelism no engine has a whole copy of them: the engine
 * divides their width, or with expert parallelism their number, among all GPUs.
 *
 * @see vLLM 0.32.0 `fused_moe/config.py` `FusedMoEParallelConfig.make` (2026-11)
 */
export function sharedExpertProblem(
  { experts, weightBlockSize = 1 }: ModelFacts,
  gpus: number,
  { expertParallel = false }: Division = {},
): string | undefined {
  if (experts === undefined || expertParallel || gpus === 1) return undefined;
  return partProblem('experts', experts.intermediateSize, gpus, weightBlockSize);
}

/** Valid tensor-parallel sizes of a model, up to the GPUs of a node. */
export function validTensorParallelSizes(
  model: ModelFacts,
  maxGpus: number,
  division: Division = {},
): readonly number[] {
  return Array.from({ length: maxGpus }, (_, index) => index + 1).filter(
    (size) => tensorParallelProblem(model, size, division) === undefined,
  );
}

/**
 * Largest tensor-parallel size that divides the GPUs. The remaining GPUs get more engines (data
 * parallel): 10 KV heads on 4 GPUs give 2, so two engines with 2 GPUs each.
 */
export function largestTensorParallelSize(model: ModelFacts, gpus: number, division: Division = {}): number {
  return (
    validTensorParallelSizes(model, gpus, division)
      .filter((size) => gpus % size === 0)
      .at(-1) ?? 1
  );
}
