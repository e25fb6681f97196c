/**
 * What is published of models: bytes of the KV cache for a token (16 bit, one GPU), the tensor parallel sizes up to 8 that their heads allow, and
 * the fewest GPUs of a kind (1, 2, 4, 8) for a context of 8192 at a utilization of 0.9, by KAITO's estimate with its 5 % of caution.
 * Source: kaito-project/kaito `model_catalog.yaml` and `nodesestimator/estimator.go` (2026-11).
 */
export const published: readonly (readonly [
  id: string,
  kvBytesPerToken: number,
  sizes: readonly number[],
  a10: number | undefined,
  a100: number | undefined,
  h100: number | undefined,
])[] = [
  ['meta-llama/Llama-3.1-8B-Instruct', 131072, [1, 2, 4, 8], 1, 1, 1],
  ['meta-llama/Llama-3.3-70B-Instruct', 327680, [1, 2, 4, 8], 8, 4, 2],
  ['mistralai/Mistral-7B-Instruct-v0.3', 131072, [1, 2, 4, 8], 1, 1, 1],
  ['mistralai/Ministral-3-14B-Instruct-2512', 163840, [1, 2, 4, 8], 1, 1, 1],
  ['mistralai/Mistral-Small-4-119B-2603', 23040, [1, 2, 4, 8], 8, 2, 2],
  ['microsoft/phi-4', 204800, [1, 2, 5], 2, 1, 1],
  ['microsoft/Phi-4-mini-instruct', 131072, [1, 2, 4, 8], 1, 1, 1],
  ['Qwen/Qwen2.5-Coder-7B-Instruct', 57344, [1, 2, 4], 1, 1, 1],
  ['Qwen/Qwen2.5-Coder-32B-Instruct', 262144, [1, 2, 4, 8], 4, 1, 1],
  ['Qwen/Qwen3-8B-AWQ', 147456, [1, 2, 4, 8], 1, 1, 1],
  ['Qwen/Qwen3.6-27B', 262144, [1, 2, 4, 8], 4, 1, 1],
  ['Qwen/Qwen3.6-35B-A3B-FP8', 81920, [1, 2, 4, 8], 2, 1, 1],
  ['google/gemma-3-27b-it', 507904, [1, 2, 4, 8], 4, 1, 1],
  ['google/gemma-4-12B-it', 393216, [1, 2, 4, 8], undefined, undefined, undefined],
  ['openai/gpt-oss-20b', 49152, [1, 2, 4, 8], 1, 1, 1],
  ['openai/gpt-oss-120b', 73728, [1, 2, 4, 8], 4, 1, 1],
  ['deepseek-ai/DeepSeek-R1-Distill-Qwen-14B', 196608, [1, 2, 4, 8], 2, 1, 1],
  ['deepseek-ai/DeepSeek-R1-0528', 70272, [1, 2, 4, 8], undefined, undefined, undefined],
  ['MiniMaxAI/MiniMax-M2.7', 253952, [1, 2, 4, 8], undefined, 4, 4],
];
