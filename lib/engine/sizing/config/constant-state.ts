import { type ConfigReader, isCount, isObject, type Json } from './config-reader';

/**
 * Bytes of a value of the activations. The engine computes with 16 bits, also for files in float32
 * (vLLM 0.32.0 `--dtype auto`).
 */
const activationBytes = 2;

/**
 * Bytes of the state of one request in one layer with a constant state: the last inputs of the
 * convolution, and the recurrent state. Undefined if the file lacks a number.
 *
 * @see vLLM 0.32.0 `model_executor/layers/mamba/mamba_utils.py` (shapes and types),
 * `model_executor/models/config.py` (`mamba_ssm_dtype` of Qwen3.5, `mamba_ssm_cache_dtype` of
 * Nemotron-H; float32 for both in their files) (2026-11)
 */
export function stateBytesPerLayer(reader: ConfigReader): number | undefined {
  const { linear_attn_config: delta } = reader.fields;
  if (isObject(delta)) return kimiDeltaAttention(delta);
  if (reader.has('linear_num_value_heads')) return gatedDeltaNet(reader);
  return mamba2(reader);
}

function gatedDeltaNet({ fields }: ConfigReader): number | undefined {
  const keyHeads = fields['linear_num_key_heads'];
  const valueHeads = fields['linear_num_value_heads'];
  const keyDim = fields['linear_key_head_dim'];
  const valueDim = fields['linear_value_head_dim'];
  const kernel = fields['linear_conv_kernel_dim'];
  if (
    !isCount(keyHeads) ||
    !isCount(valueHeads) ||
    !isCount(keyDim) ||
    !isCount(valueDim) ||
    !isCount(kernel)
  )
    return undefined;
  const inputs = 2 * keyHeads * keyDim + valueHeads * valueDim;
  return (
    (kernel - 1) * inputs * activationBytes +
    valueHeads * valueDim * keyDim * recurrentBytes(fields['mamba_ssm_dtype'])
  );
}

function mamba2({ fields, family }: ConfigReader): number | undefined {
  const first = (...names: readonly string[]) => names.map((name) => fields[name]).find(isCount);
  const heads = first('mamba_num_heads', 'mamba_n_heads');
  const headDim = first('mamba_head_dim', 'mamba_d_head');
  const stateSize = first('ssm_state_size', 'mamba_d_state');
  const groups = first('n_groups', 'mamba_n_groups');
  const kernel = first('conv_kernel', 'mamba_d_conv');
  if (
    heads === undefined ||
    headDim === undefined ||
    stateSize === undefined ||
    groups === undefined ||
    kernel === undefined
  )
    return undefined;
  const inputs = heads * headDim + 2 * groups * stateSize;
  const type = fields['mamba_ssm_cache_dtype'] ?? (family === 'nemotron_h' ? 'float32' : undefined);
  return (kernel - 1) * inputs * activationBytes + heads * headDim * stateSize * recurrentBytes(type);
}

/** Kimi Linear. Its recurrent state is in float32. */
function kimiDeltaAttention(settings: Json): number | undefined {
  const { num_heads: heads, head_dim: headDim, short_conv_kernel_size: kernel } = settings;
  if (!isCount(heads) || !isCount(headDim) || !isCount(kernel)) return undefined;
  return (kernel - 1) * 3 * heads * headDim * activationBytes + heads * headDim * headDim * 4;
}

function recurrentBytes(type: unknown): number {
  return type === 'float32' ? 4 : activationBytes;
}
