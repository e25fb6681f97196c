import type { ModelFacts } from './model-facts';

/**
 * Why a model cannot be divided among so many GPUs; undefined if it can. Attention heads are divided evenly; KV heads are divided, or
 * each is on several GPUs. MLA has no KV heads to divide.
 * Source: vLLM `config/model.py` `verify_with_parallel_config`, `models/llama.py` (2026-11).
 */
export function tensorParallelProblem(model: ModelFacts, size: number): string | undefined {
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
