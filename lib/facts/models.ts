import { nearestName } from '../problems/value-rules';
import type { KvShape, ModelFacts } from './model-facts';

const gib = 2 ** 30;

function heads(kvHeads: number, headDim: number): KvShape {
  return { type: 'heads', kvHeads, headDim };
}

function mla(kvLoraRank: number, ropeHeadDim: number): KvShape {
  return { type: 'mla', kvLoraRank, ropeHeadDim };
}

function model(
  id: string,
  weightsGiB: number,
  layers: number,
  hiddenSize: number,
  attentionHeads: number,
  kv: KvShape,
  maxPositions: number,
  more: Partial<ModelFacts>,
): ModelFacts {
  return {
    id,
    weightsBytes: Math.round(weightsGiB * gib),
    layers,
    hiddenSize,
    attentionHeads,
    kv,
    maxPositions,
    dtype: 'bfloat16',
    gated: false,
    ...more,
  };
}

const apache = { licence: 'Apache-2.0' } as const;
const mit = { licence: 'MIT' } as const;
const deepSeek = { ...mit, quantization: 'fp8' } as const;

function llama(licence: string): Partial<ModelFacts> {
  return { licence, gated: true };
}

/** Five of six layers use a window of the last 1024 tokens. */
function gemma3(layers: number): Partial<ModelFacts> {
  return { licence: 'gemma', gated: true, slidingWindow: { layers, tokens: 1024 } };
}

function gptOss(layers: number): Partial<ModelFacts> {
  return { ...apache, quantization: 'mxfp4', slidingWindow: { layers, tokens: 128 } };
}

/**
 * Models with their facts, from `config.json` and the sizes of the files.
 *
 * Columns: Hugging Face id, weights in GiB, layers, hidden size, attention heads, KV heads and their dimension (or the two parts of MLA's
 * vector), maximum context. The hybrid layers of Qwen3.6 count as full attention, which overestimates the KV cache. The weights of gpt-oss
 * are those that an engine loads; the repository contains them twice.
 *
 * @see kaito-project/kaito `presets/workspace/models/model_catalog.yaml`, which copies them from each repository's config.json and files,
 * licence included; huggingface/transformers `models/{gpt_oss,gemma3}/configuration_*.py` (windows); the model cards of meta-llama and
 * google/gemma-3 (gated). The table lacks the licences of the newest five models: read their cards. All 2026-11.
 */
const models: readonly ModelFacts[] = [
  // Llama
  model('meta-llama/Llama-3.1-8B-Instruct', 14.96, 32, 4096, 32, heads(8, 128), 131072, llama('llama3.1')),
  model('meta-llama/Llama-3.1-70B-Instruct', 131.42, 80, 8192, 64, heads(8, 128), 131072, llama('llama3.1')),
  // From the shape: 405,853,388,800 parameters.
  model(
    'meta-llama/Llama-3.1-405B-Instruct',
    755.96,
    126,
    16384,
    128,
    heads(8, 128),
    131072,
    llama('llama3.1'),
  ),
  model('meta-llama/Llama-3.3-70B-Instruct', 131.42, 80, 8192, 64, heads(8, 128), 131072, llama('llama3.3')),
  // Mistral
  model('mistralai/Mistral-7B-Instruct-v0.3', 13.5, 32, 4096, 32, heads(8, 128), 32768, apache),
  model('mistralai/Ministral-3-3B-Instruct-2512', 4.35, 26, 3072, 32, heads(8, 128), 262144, {
    ...apache,
    quantization: 'fp8',
  }),
  model('mistralai/Ministral-3-8B-Instruct-2512', 9.7, 34, 4096, 32, heads(8, 128), 262144, {
    ...apache,
    quantization: 'fp8',
  }),
  model('mistralai/Ministral-3-14B-Instruct-2512', 14.65, 40, 5120, 32, heads(8, 128), 262144, {
    ...apache,
    quantization: 'fp8',
  }),
  model('mistralai/Mistral-Small-4-119B-2603', 112.63, 36, 4096, 32, mla(256, 64), 1048576, {
    quantization: 'fp8',
  }),
  model('mistralai/Mistral-Large-3-675B-Instruct-2512', 634.7, 61, 7168, 128, mla(512, 64), 294912, {
    ...apache,
    quantization: 'fp8',
  }),
  // Phi
  model('microsoft/phi-4', 27.31, 40, 5120, 40, heads(10, 128), 16384, mit),
  model('microsoft/Phi-4-mini-instruct', 7.15, 32, 3072, 24, heads(8, 128), 131072, mit),
  model('microsoft/Phi-3.5-mini-instruct', 7.12, 32, 3072, 32, heads(32, 96), 131072, mit),
  // Qwen
  model('Qwen/Qwen2.5-7B-Instruct', 14.19, 28, 3584, 28, heads(4, 128), 32768, apache),
  model('Qwen/Qwen2.5-32B-Instruct', 61.03, 64, 5120, 40, heads(8, 128), 32768, apache),
  model('Qwen/Qwen2.5-Coder-7B-Instruct', 14.19, 28, 3584, 28, heads(4, 128), 32768, apache),
  model('Qwen/Qwen2.5-Coder-32B-Instruct', 61.03, 64, 5120, 40, heads(8, 128), 32768, apache),
  model('Qwen/Qwen3-8B-AWQ', 5.68, 36, 4096, 32, heads(8, 128), 40960, { ...apache, quantization: 'awq' }),
  model('Qwen/Qwen3.6-27B', 51.75, 64, 5120, 24, heads(4, 256), 262144, {}),
  model('Qwen/Qwen3.6-35B-A3B-FP8', 34.9, 40, 2048, 16, heads(2, 256), 262144, { quantization: 'fp8' }),
  // Gemma
  model('google/gemma-3-4b-it', 8.01, 34, 2560, 8, heads(4, 256), 131072, gemma3(29)),
  model('google/gemma-3-27b-it', 51.1, 62, 5376, 32, heads(16, 128), 131072, gemma3(52)),
  model('google/gemma-4-12B-it', 22.28, 48, 3840, 16, heads(8, 256), 262144, {}),
  // gpt-oss: every second layer has the window
  model('openai/gpt-oss-20b', 12.8, 24, 2880, 64, heads(8, 64), 131072, gptOss(12)),
  model('openai/gpt-oss-120b', 60.8, 36, 2880, 64, heads(8, 64), 131072, gptOss(18)),
  // DeepSeek
  model('deepseek-ai/DeepSeek-R1-Distill-Llama-8B', 14.96, 32, 4096, 32, heads(8, 128), 131072, mit),
  model('deepseek-ai/DeepSeek-R1-Distill-Qwen-14B', 27.51, 48, 5120, 40, heads(8, 128), 131072, mit),
  model('deepseek-ai/DeepSeek-R1-0528', 641.3, 61, 7168, 128, mla(512, 64), 163840, deepSeek),
  model('deepseek-ai/DeepSeek-V3-0324', 641.3, 61, 7168, 128, mla(512, 64), 163840, deepSeek),
  // MiniMax
  model('MiniMaxAI/MiniMax-M2.7', 214.34, 62, 3072, 48, heads(8, 128), 204800, { quantization: 'fp8' }),
];

const byId = new Map(models.map((facts) => [facts.id.toLowerCase(), facts]));

/** Facts of a model; undefined for an unknown id. Hugging Face ids are not case-sensitive. */
export function findModel(id: string): ModelFacts | undefined {
  return byId.get(id.toLowerCase());
}

export const knownModels: readonly ModelFacts[] = models;

/** Problem of an unknown model. `facts`: the field that accepts its facts instead. */
export function unknownModel(id: string, facts: string): { readonly message: string; readonly fix: string } {
  const ids = models.map((each) => each.id);
  const [maker] = id.toLowerCase().split('/');
  const ofMaker = ids.filter((each) => each.toLowerCase().startsWith(`${maker}/`));
  const known =
    nearestName(id, ids) ||
    (ofMaker.length === 0 ? '' : `Known models of ${ofMaker[0]!.split('/')[0]}: ${ofMaker.join(', ')}.`);
  return {
    message: `"${id}" is not one of the ${models.length} models of lib/facts/models.ts, so its GPU memory is unknown`,
    fix: `${known === '' ? 'Set' : `${known} Or set`} ${facts}`,
  };
}
