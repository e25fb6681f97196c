import type { ModelFacts } from '../../../facts/model-facts';
import { type ConfigReader, isObject } from './config-reader';

/**
 * Reads what sparse attention keeps in addition to keys and values: DeepSeek V3.2 and GLM-5
 * (`index_head_dim`), DeepSeek V4 (with `compress_ratios`), MiniMax M3 (`sparse_attention_config`).
 *
 * @see vLLM 0.32.0 `model_executor/models/deepseek_v2.py`, `models/deepseek_v4/attention.py`,
 * `models/minimax_m3/common/indexer.py` (2026-11)
 */
export function readSparseAttention(
  reader: ConfigReader,
  layers: number,
): Pick<ModelFacts, 'indexHeadDim' | 'indexLayers' | 'compressRatios'> {
  const { sparse_attention_config: sparse, compress_ratios: ratios } = reader.fields;
  if (isObject(sparse) && sparse['use_sparse_attention'] === true) {
    const indexHeadDim = sparse['sparse_index_dim'];
    const frequency = sparse['sparse_attention_freq'];
    if (typeof indexHeadDim !== 'number' || !Array.isArray(frequency)) {
      reader.fail('sparse_attention_config', 'lacks sparse_index_dim or sparse_attention_freq');
      return {};
    }
    return { indexHeadDim, indexLayers: frequency.filter((each) => each === 1).length };
  }
  const indexHeadDim = reader.optionalCount('index_head_dim');
  const compressed = readRatios(reader, ratios, layers);
  if (indexHeadDim === undefined) return compressed;
  const indexLayers = compressed.compressRatios
    ? compressed.compressRatios.filter((ratio) => ratio === 4).length
    : layersWithIndexer(reader, layers);
  return { ...compressed, indexHeadDim, ...(indexLayers === layers ? {} : { indexLayers }) };
}

function readRatios(
  reader: ConfigReader,
  ratios: unknown,
  layers: number,
): Pick<ModelFacts, 'compressRatios'> {
  if (!Array.isArray(ratios)) return {};
  // The last entries are for the layers of multi-token prediction.
  const ofLayers = ratios.slice(0, layers);
  if (ofLayers.length === layers && ofLayers.every((ratio) => Number.isSafeInteger(ratio) && ratio >= 0))
    return { compressRatios: ofLayers as number[] };
  reader.fail('compress_ratios', `has ${ratios.length} entries for ${layers} layers`);
  return {};
}

/** GLM-5.2: the other layers use the selection of an earlier one. */
function layersWithIndexer(reader: ConfigReader, layers: number): number {
  const { index_topk_pattern: pattern, index_skip_topk_offset: given } = reader.fields;
  const marks = typeof pattern === 'string' ? [...pattern] : pattern;
  if (Array.isArray(marks)) return marks.slice(0, layers).filter((mark) => mark !== 'S').length;
  const every = reader.optionalCount('index_topk_freq') ?? 1;
  const offset = typeof given === 'number' ? given : 2;
  return Array.from({ length: layers }, (_, layer) => Math.max(layer - offset + 1, 0) % every).filter(
    (rest) => rest === 0,
  ).length;
}
