import type { ModelFacts } from '../../facts/model-facts';

/**
 * Explains why a model cannot be divided among these GPUs; undefined if it can. The engine divides attention heads evenly. It divides KV heads, or
 * stores each on several GPUs. MLA has no KV heads.
 *
 * @see vLLM `config/model.py` `verify_with_parallel_config`, `models/llama.py` (2026-11)
 */
export function tensorParallelProblem(model: ModelFacts, size: number): string | undefined {
  if (!Number.isInteger(size) || size < 1) return `${size} is not a number of GPUs`;
  if (model.attentionHeads % size !== 0) {
    return `its ${model.attentionHeads} attention heads cannot be divided among ${size} GPUs`;
  }
  if (model.kv.type === 'mla') return undefined;
  const { kvHeads } = model.kv;
  const divides = kvHeads >= size ? kvHeads % size === 0 : size % kvHeads === 0;
  return divides ? undefined : `its ${kvHeads} KV heads cannot be divided among ${size} GPUs`;
}

/** Valid tensor-parallel sizes of a model, up to the GPUs of a node. */
export function validTensorParallelSizes(model: ModelFacts, maxGpus: number): readonly number[] {
  return Array.from({ length: maxGpus }, (_, index) => index + 1).filter(
    (size) => tensorParallelProblem(model, size) === undefined,
  );
}

/**
 * Largest tensor-parallel size that divides the GPUs. The remaining GPUs get more engines (data parallel): 10 KV heads on 4 GPUs give 2, so two
 * engines with 2 GPUs each.
 */
export function largestTensorParallelSize(model: ModelFacts, gpus: number): number {
  return (
    validTensorParallelSizes(model, gpus)
      .filter((size) => gpus % size === 0)
      .at(-1) ?? 1
  );
}
