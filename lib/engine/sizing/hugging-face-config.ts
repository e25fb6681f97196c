import type { ModelFacts } from '../../facts/model-facts';
import type { ProblemList } from '../../problems/problem-list';
import { ConfigReader, isObject, type Json, textOf } from './config/config-reader';
import { stateBytesPerLayer } from './config/constant-state';
import { hasTiedEmbeddings, withFamilyDefaults } from './config/family-defaults';
import { type KvShapes, readKvShapes } from './config/kv-shape';
import { countLayers, type LayerKind, layerKinds } from './config/layer-kinds';
import { hasBidirectionalImageTokens, isEncoder, readModalities, readTask } from './config/model-task';
import { readQuantization } from './config/quantization-config';
import { readSparseAttention } from './config/sparse-attention';
import { reportUnknownAttention } from './config/unknown-attention';

/** Facts of a model that `config.json` does not contain. */
export interface ModelFiles {
  /** Hugging Face id, or another name of the model. */
  readonly id: string;
  /** Sum of the safetensors: `metadata.total_size` of `model.safetensors.index.json`. */
  readonly weightsBytes: number;
  /** @default false */
  readonly gated?: boolean;
  /** SPDX identifier, or the name of the licence. @default unknown */
  readonly licence?: string;
  /**
   * Task of the model, such as `embed` for an embedding model with the architecture of a chat
   * model.
   *
   * @default derived from the architecture
   */
  readonly task?: ModelFacts['task'];
}

/** Families in `_FLOAT16_NOT_SUPPORTED_MODELS` of vLLM 0.32.0 `config/model.py` (2026-11). */
const refusesFloat16 = /^(?:gemma2|gemma3|gemma3_text|glm4)$/;

/** Field that holds a model without the parts that speak (Qwen3-ASR, Qwen3-Omni). */
const thinkerField = 'thinker_config';

/** Fields of a multimodal `config.json` that hold the language model. */
const languageModelFields = ['text_config', 'llm_config', 'language_config'] as const;

/**
 * Reads the facts of a model from its `config.json`, such as for a private fine-tune. Models that
 * read images or audio have the fields of the language model under `text_config`, `llm_config` or
 * `language_config`, and those of Qwen have all of them under `thinker_config`.
 *
 * Adds a problem with the path of each missing, invalid or unknown field, and then returns
 * undefined.
 *
 * @see transformers 5.24.0 `models/<family>/configuration_*.py`, vLLM 0.32.0
 * `transformers_utils/model_arch_config_convertor.py` (2026-11)
 */
export function modelFromHuggingFaceConfig(
  config: unknown,
  files: ModelFiles,
  problems: ProblemList,
): ModelFacts | undefined {
  if (!isObject(config)) {
    problems.add('', 'is not the content of a config.json', 'Pass the object from the file.');
    return undefined;
  }
  const thinker = config[thinkerField];
  const fields = isObject(thinker) ? { ...config, ...thinker } : config;
  const at = isObject(thinker) ? problems.at(thinkerField) : problems;
  const { weightsBytes } = files;
  if (!(Number.isSafeInteger(weightsBytes) && weightsBytes > 0)) {
    problems.add(
      'weightsBytes',
      `${String(weightsBytes)} is not a number of bytes`,
      "Set metadata.total_size of the model's model.safetensors.index.json.",
    );
    return undefined;
  }
  const nested = languageModelFields.find((field) => isObject(fields[field]));
  const text = withFamilyDefaults(nested === undefined ? fields : (fields[nested] as Json));
  const reader = new ConfigReader(text, nested === undefined ? at : at.at(nested));
  const layers = countLayers(reader);
  const hiddenSize = reader.count('hidden_size');
  const attentionHeads = reader.count('num_attention_heads');
  const maxPositions = readMaxPositions(reader);
  const kv = readKvShapes(reader, hiddenSize, attentionHeads);
  const cache = layers === undefined || kv === undefined ? undefined : readCache(reader, layers, kv);
  const sparse = layers === undefined ? {} : readSparseAttention(reader, layers);
  const more = readTransformer(reader);
  // An encoder has no cache that a field could change.
  if (!isEncoder(text)) reportUnknownAttention(reader);
  if (
    layers === undefined ||
    hiddenSize === undefined ||
    attentionHeads === undefined ||
    maxPositions === undefined ||
    kv === undefined ||
    cache === undefined ||
    reader.hasFailed
  )
    return undefined;
  const { slidingWindow, ...otherLayers } = cache;
  const task = files.task ?? readTask(fields);
  const modalities = readModalities(fields);
  return {
    id: files.id,
    weightsBytes,
    layers,
    hiddenSize,
    attentionHeads,
    kv: kv.full,
    // A window that is not shorter than the context never drops a token.
    ...(slidingWindow === undefined || slidingWindow.tokens >= maxPositions ? {} : { slidingWindow }),
    ...(isEncoder(text) ? { layersWithoutCache: layers } : otherLayers),
    ...sparse,
    ...more,
    ...(hasTiedEmbeddings(fields, text) ? { tiedEmbeddings: true } : {}),
    ...(modalities === undefined ? {} : { modalities }),
    ...(hasBidirectionalImageTokens(fields, text) ? { bidirectionalImageTokens: true } : {}),
    ...(task === 'generate' ? {} : { task }),
    maxPositions,
    dtype: readDtype(fields, text),
    ...(refusesFloat16.test(textOf(fields['model_type'])) ? { noFloat16: true } : {}),
    ...readQuantization(fields, text),
    gated: files.gated ?? false,
    ...(files.licence === undefined ? {} : { licence: files.licence }),
  };
}

type CacheFacts = Pick<
  ModelFacts,
  'slidingWindow' | 'constantStateLayers' | 'stateBytesPerLayer' | 'layersWithoutCache'
>;

function readCache(reader: ConfigReader, layers: number, kv: KvShapes): CacheFacts | undefined {
  const kinds = layerKinds(reader, layers);
  const countOf = (kind: LayerKind) => kinds.filter((each) => each === kind).length;
  const state = countOf('state');
  const stateBytes = state === 0 ? undefined : stateBytesPerLayer(reader);
  const withoutCache = countOf('none');
  const chunked = countOf('chunked');
  const windowed = chunked > 0 ? chunked : countOf('sliding');
  const tokens =
    windowed === 0 ? undefined : reader.count(chunked > 0 ? 'attention_chunk_size' : 'sliding_window');
  if (windowed > 0 && tokens === undefined) return undefined;
  return {
    ...(tokens === undefined
      ? {}
      : {
          slidingWindow: {
            layers: windowed,
            tokens,
            ...(chunked > 0 ? { kind: 'chunked' as const } : {}),
            ...(kv.windowed === undefined ? {} : { kv: kv.windowed }),
          },
        }),
    ...(state === 0 ? {} : { constantStateLayers: state }),
    ...(stateBytes === undefined ? {} : { stateBytesPerLayer: stateBytes }),
    ...(withoutCache === 0 ? {} : { layersWithoutCache: withoutCache }),
  };
}

/** Vocabulary, width of the feed-forward layers, experts, prediction layers, attention sinks. */
function readTransformer(reader: ConfigReader): Partial<ModelFacts> {
  const vocabularySize = reader.optionalCount('vocab_size');
  const experts = reader.optionalCount(
    'num_experts',
    'n_routed_experts',
    'num_local_experts',
    'moe_num_experts',
  );
  const expertWidth =
    experts === undefined
      ? undefined
      : reader.optionalCount('moe_intermediate_size', 'intermediate_size', 'ffn_hidden_size');
  const width = reader.optionalCount(
    'intermediate_size_mlp',
    'dense_intermediate_size',
    'intermediate_size',
    'shared_expert_intermediate_size',
    'ffn_hidden_size',
  );
  const sharedExpertSize = experts === undefined ? undefined : sharedExpertWidth(reader);
  const predictionLayers = reader.optionalCount(
    'num_nextn_predict_layers',
    'mtp_num_hidden_layers',
    'num_mtp_modules',
  );
  return {
    ...(vocabularySize === undefined ? {} : { vocabularySize }),
    ...(width === undefined ? {} : { intermediateSize: width }),
    ...(sharedExpertSize === undefined ? {} : { sharedExpertSize }),
    ...(experts === undefined || expertWidth === undefined
      ? {}
      : { experts: { count: experts, intermediateSize: expertWidth } }),
    ...(predictionLayers === undefined ? {} : { predictionLayers }),
    // gpt-oss: vLLM 0.32.0 `model_executor/models/gpt_oss.py`.
    ...(reader.family === 'gpt_oss' ? { attentionSinks: true } : {}),
  };
}

/**
 * Width of the shared experts, which form one layer: a field of its own (Qwen, Granite), or the
 * width of an expert for each of them (DeepSeek, GLM, Nemotron).
 *
 * @see vLLM 0.32.0 `model_executor/models/qwen3_next.py`, `granitemoeshared.py`, `deepseek_v2.py`,
 * `glm4_moe.py`, `nemotron_h.py` (2026-11)
 */
function sharedExpertWidth(reader: ConfigReader): number | undefined {
  const width = reader.optionalCount('shared_expert_intermediate_size', 'shared_intermediate_size');
  if (width !== undefined) return width;
  const count = reader.optionalCount('n_shared_experts', 'num_shared_experts');
  const each = reader.optionalCount('moe_shared_expert_intermediate_size', 'moe_intermediate_size');
  return count === undefined || each === undefined ? undefined : count * each;
}

function readDtype(config: Json, text: Json): ModelFacts['dtype'] {
  const given = [config['dtype'], config['torch_dtype'], text['dtype'], text['torch_dtype']].find(
    (value) => typeof value === 'string',
  );
  return given === 'float16' || given === 'float32' ? given : 'bfloat16';
}

/**
 * Maximum context. YaRN extends it by a factor. RoBERTa counts positions from the one after
 * padding.
 *
 * @see vLLM 0.32.0 `config/model.py` `_get_and_verify_max_len`, `model_executor/models/roberta.py`
 * (2026-11)
 */
function readMaxPositions(reader: ConfigReader): number | undefined {
  const positions = reader.count('max_position_embeddings');
  const { fields, family } = reader;
  if (positions !== undefined && /^(?:xlm-)?roberta$/.test(family)) {
    const padding = typeof fields['pad_token_id'] === 'number' ? fields['pad_token_id'] : 1;
    return positions - padding - 1;
  }
  const rope = [fields['rope_scaling'], fields['rope_parameters']].find(isObject);
  if (positions === undefined || rope === undefined) return positions;
  const { rope_type: type = rope['type'], factor, original_max_position_embeddings: original } = rope;
  if (textOf(type) !== 'yarn' || typeof factor !== 'number' || typeof original !== 'number') return positions;
  const longer = Math.floor(original * factor);
  if (Number.isSafeInteger(longer) && longer > 0) return Math.max(positions, longer);
  reader.fail('rope_scaling', `a factor of ${factor} does not result in a valid context length`);
  return undefined;
}
