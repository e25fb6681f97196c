import { findEngineVersion } from '../../facts/engine-versions';
import type { ModelFacts } from '../../facts/model-facts';
import { type CacheBlocks, cacheBlocksOf } from './cache-groups';
import { cacheLayersOf } from './cache-layers';
import type { EngineSettings } from './engine-settings';
import type { Parallelism } from './parallelism';
import { draftLayersOf } from './speculation';

/** Settings of an engine that determine its KV cache. */
export type CacheSettings = Pick<
  EngineSettings,
  | 'dtype'
  | 'kvCacheDtype'
  | 'engineVersion'
  | 'maxNumBatchedTokens'
  | 'speculativeTokens'
  | 'speculativeMethod'
>;

/**
 * Lowest default of the engine for the tokens in a batch.
 *
 * @see vLLM 0.32 `EngineArgs.get_batch_defaults` (2026-11)
 */
const lowestBatchedTokens = 2048;

/**
 * The blocks of a model's KV cache on each GPU of the node with the most layers. An unknown version
 * counts as the pinned one.
 */
export function cacheBlocks(
  model: ModelFacts,
  { tensorParallelSize, pipelineParallelSize }: Parallelism,
  settings: CacheSettings = {},
): CacheBlocks {
  const { engineVersion, maxNumBatchedTokens = lowestBatchedTokens, speculativeTokens } = settings;
  const layers = cacheLayersOf(model, tensorParallelSize, settings, draftLayersOf(model, settings));
  return cacheBlocksOf(layers, {
    version: findEngineVersion(engineVersion) ?? findEngineVersion()!,
    maxNumBatchedTokens,
    speculativeTokens,
    pipelineParallelSize,
  });
}

/** Bytes of a context on each GPU. */
export function contextBytesPerGpu(
  model: ModelFacts,
  tokens: number,
  parallelism: Parallelism,
  settings: CacheSettings = {},
): number {
  const { blockBytes, blocksOf } = cacheBlocks(model, parallelism, settings);
  return blockBytes * blocksOf(tokens);
}

/** Maximum context for these bytes of each GPU; at most the model's maximum. */
export function longestContext(
  model: ModelFacts,
  bytesPerGpu: number,
  parallelism: Parallelism,
  settings: CacheSettings = {},
): number {
  const { blockBytes, blocksOf } = cacheBlocks(model, parallelism, settings);
  let low = 0;
  let high = model.maxPositions;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (blockBytes * blocksOf(middle) <= bytesPerGpu) low = middle;
    else high = middle - 1;
  }
  return low;
}
