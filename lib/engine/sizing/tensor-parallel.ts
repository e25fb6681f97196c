import type { ModelFacts } from '../../facts/model-facts';

/**
 * Why a model cannot be divided among so many GPUs; undefined if it can. Attention heads are divided evenly; KV heads are divided, or
 * each is on several GPUs. MLA has no KV heads to divide.
 * Source: vLLM `config/model.py` `verify_with_parallel_config`, `models/llama.py` (2026-11).
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

/** The numbers of GPUs, up to a node's, that a model can be divided among. */
export function validTensorParallelSizes(model: ModelFacts, maxGpus: number): readonly number[] {
  return Array.from({ length: maxGpus }, (_, index) => index + 1).filter(
    (size) => tensorParallelProblem(model, size) === undefined,
  );
}

/**
 * The most GPUs of so many that one engine can have without a rest: the others are for more engines like it (data parallel). 10 KV heads
 * on 4 GPUs: 2, and so two engines of 2.
 */
export function largestTensorParallelSize(model: ModelFacts, gpus: number): number {
  return (
    validTensorParallelSizes(model, gpus)
      .filter((size) => gpus % size === 0)
      .at(-1) ?? 1
  );
}
