import type { ModelFacts } from '../../facts/model-facts';
import type { Parallelism } from './parallelism';

/**
 * Dimensions of a head's key and value, without the position, and of the compressed query, in
 * DeepSeek V3 and its relatives.
 */
const compressedHeadDim = { keyAndValue: 256, query: 1536 };

/**
 * Weights of compressed attention (MLA) that the files do not have in this form, on each GPU:
 * copies in 16 bit of the matrices from the compressed vector, and the whole projections to the
 * vector and to the query, which tensor parallelism does not divide.
 *
 * @see vLLM 0.32 `model_executor/layers/attention/mla_attention.py`
 * `process_weights_after_loading`, `models/deepseek_v2.py` (2026-11)
 */
export function compressedCopiesBytes(
  { kv, attentionHeads, hiddenSize, layers, quantization }: ModelFacts,
  { tensorParallelSize, pipelineParallelSize }: Parallelism,
): number {
  if (kv.type !== 'mla') return 0;
  const { keyAndValue, query } = compressedHeadDim;
  const copies = (2 * attentionHeads * keyAndValue * kv.kvLoraRank) / tensorParallelSize;
  const projections =
    hiddenSize * (kv.kvLoraRank + kv.ropeHeadDim + query) * (quantization === undefined ? 2 : 1);
  const replicated = projections * (1 - 1 / tensorParallelSize);
  return Math.ceil(layers / pipelineParallelSize) * (copies + replicated);
}
