import type { WeightQuantization } from '../../../facts/model-facts';
import { isCount, isObject, type Json, textOf } from './config-reader';

/** Format of the weights, and the block of FP8 weights that share a scale. */
export interface QuantizationFacts {
  /** Format of the weights. @default not quantized */
  readonly quantization?: WeightQuantization;
  /** Side of the square block of FP8 weights that share a scale. @default none */
  readonly weightBlockSize?: number;
  readonly weightGroupSize?: number;
  readonly fp8CacheScales?: true;
}

const named: readonly WeightQuantization[] = ['fp8', 'int8', 'awq', 'gptq', 'mxfp4', 'nvfp4', 'bitsandbytes'];

/**
 * Reads `quantization_config`. Methods and their fields: fp8 (`weight_block_size`),
 * compressed-tensors (`config_groups`), modelopt (`quant_algo`), mxfp4, awq, gptq, bitsandbytes.
 *
 * @see vLLM 0.32.0 `model_executor/layers/quantization` (2026-11)
 */
export function readQuantization(config: Json, text: Json): QuantizationFacts {
  const settings = config['quantization_config'] ?? text['quantization_config'];
  if (!isObject(settings)) return {};
  const weightBlockSize = blockSize(settings);
  const quantization = formatOf(settings);
  const weightGroupSize = grouped.includes(quantization) ? groupSize(settings) : undefined;
  return {
    quantization,
    ...(weightBlockSize === undefined ? {} : { weightBlockSize }),
    ...(weightGroupSize === undefined ? {} : { weightGroupSize }),
    ...(hasCacheScales(settings) ? { fp8CacheScales: true as const } : {}),
  };
}

/**
 * Whether the engine reads scales of the cache from the files: always for fp8 and modelopt,
 * otherwise if they describe a cache.
 *
 * @see vLLM 0.32.0 `layers/attention/attention.py` `_init_kv_cache_quant`; `quantization/fp8.py`,
 * `modelopt.py`, `compressed_tensors/compressed_tensors.py` `get_quant_method` (2026-11)
 */
function hasCacheScales(settings: Json): boolean {
  const method = textOf(settings['quant_method']).toLowerCase();
  const describesCache =
    isObject(settings['kv_cache_scheme']) || textOf(settings['kv_cache_quant_algo']) !== '';
  if (method === 'compressed-tensors' || method === 'modelopt_mixed') return describesCache;
  return method === 'fp8' || method.startsWith('modelopt');
}

function formatOf(settings: Json): WeightQuantization {
  const method = textOf(settings['quant_method']);
  if (method === 'compressed-tensors') return formatOfGroups(settings);
  const algorithms = [settings['quant_algo'], settings['moe_quant_algo']].map(textOf).join(' ');
  const written = `${method} ${algorithms}`.toLowerCase();
  if (written.includes('mixed_precision') || written.includes('w4a8')) return narrowest(settings);
  const found = named.find((known) => written.includes(known));
  // The experts have fewer bits than the name of the method.
  return written.includes('nvfp4') ? 'nvfp4' : (found ?? 'other');
}

/**
 * Format of files with several formats: NVFP4 if any layer has it, because the GPU needs its
 * kernels.
 */
function narrowest(settings: Json): WeightQuantization {
  const layers = isObject(settings['quantized_layers']) ? Object.values(settings['quantized_layers']) : [];
  const formats = layers.map((each) => (isObject(each) ? textOf(each['quant_algo']) : ''));
  return formats.some((format) => format.includes('NVFP4')) || groupTypes(settings).has('float4')
    ? 'nvfp4'
    : 'other';
}

/**
 * Format of compressed-tensors, which are in groups.
 *
 * @see vllm-project/compressed-tensors (2026-11)
 */
function formatOfGroups(settings: Json): WeightQuantization {
  const types = groupTypes(settings);
  const formats = [settings, ...groupsOf(settings)].map((each) => textOf(each['format'])).join(' ');
  if (formats.includes('mxfp4')) return 'mxfp4';
  if (types.has('float4')) return 'nvfp4';
  if (types.size !== 1) return 'other';
  if (types.has('float8')) return 'fp8';
  if (types.has('int4')) return 'int4';
  return types.has('int8') ? 'int8' : 'other';
}

function groupsOf(settings: Json): readonly Json[] {
  const groups = settings['config_groups'];
  return isObject(groups) ? Object.values(groups).filter(isObject) : [];
}

/** Types of the weights in the groups, such as `float8`. */
function groupTypes(settings: Json): ReadonlySet<string> {
  const weights = groupsOf(settings).map((group) => group['weights']);
  return new Set(
    weights.map((each) => (isObject(each) ? `${textOf(each['type'])}${Number(each['num_bits'])}` : '')),
  );
}

/** Formats whose kernels need whole groups on each GPU. */
const grouped: readonly WeightQuantization[] = ['awq', 'gptq', 'int4'];

/**
 * Weights of a group: `group_size`, also in the groups of compressed-tensors. -1 is a whole row.
 */
function groupSize(settings: Json): number | undefined {
  const inGroups = groupsOf(settings).map((group) =>
    isObject(group['weights']) ? group['weights']['group_size'] : undefined,
  );
  return [settings['q_group_size'], settings['group_size'], ...inGroups].find(isCount);
}

/** Side of the block: `weight_block_size` of fp8, `block_structure` of compressed-tensors. */
function blockSize(settings: Json): number | undefined {
  const inGroups = groupsOf(settings).map((group) =>
    isObject(group['weights']) ? group['weights']['block_structure'] : undefined,
  );
  const block = [settings['weight_block_size'], ...inGroups].find(Array.isArray);
  const side: unknown = block?.[0];
  return isCount(side) ? side : undefined;
}
