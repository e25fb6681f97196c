import type { EngineVersion } from '../../facts/engine-versions';
import type { CacheLayers } from './cache-layers';

/**
 * Tokens of a block of the KV cache.
 *
 * @see vLLM 0.32 `config/cache.py` `DEFAULT_BLOCK_SIZE` (2026-11)
 */
const blockTokens = 16;

/** What determines the blocks of a request, in addition to its layers. */
export interface CacheBatch {
  /** Facts of the version of vLLM about its KV cache. */
  readonly version: Pick<
    EngineVersion,
    'batchesInFlight' | 'largestGroupFactor' | 'freesChunks' | 'statesPerRequest'
  >;
  /** Maximum tokens in a batch. */
  readonly maxNumBatchedTokens: number;
  /** @default 0 */
  readonly speculativeTokens?: number;
  /** @default 1 */
  readonly pipelineParallelSize?: number;
}

/** The blocks of an engine's KV cache. All groups of layers take them from one pool. */
export interface CacheBlocks {
  /** Bytes of a block on one GPU. */
  readonly blockBytes: number;
  /** Blocks of a request with these tokens. */
  readonly blocksOf: (tokens: number) => number;
}

/**
 * The blocks of a KV cache, as the engine divides its layers: groups of equal size, each with one
 * kind of layer. The last group of a kind is padded, and a block of every kind has the bytes of the
 * largest one. Layers with a window keep it, and the tokens of the batches in flight.
 *
 * @see vLLM 0.32 `v1/core/kv_cache_utils.py` `get_kv_cache_groups`, `v1/kv_cache_interface.py`
 * `max_memory_usage_bytes`, `platforms/interface.py` `_align_hybrid_block_size` (2026-11)
 */
export function cacheBlocksOf(kinds: readonly CacheLayers[], batch: CacheBatch): CacheBlocks {
  const { version, pipelineParallelSize = 1 } = batch;
  const merged = version.freesChunks ? kinds : kinds.map(asFull);
  if (merged.every(({ kind }) => kind === 'full')) return oneTable(merged, pipelineParallelSize);
  if (merged.filter(({ kind }) => kind === 'full').length > 1) return packed(merged, batch);
  const page = pageOf(merged);
  const groupSize = groupSizeOf(
    merged.map(({ layers }) => layers),
    version.largestGroupFactor,
  );
  const groups = merged.map((kind) => ({
    count: Math.ceil(kind.layers / groupSize),
    blocksOf: blocksOfKind(kind, page, batch),
  }));
  return {
    blockBytes: Math.ceil(groupSize / pipelineParallelSize) * page.bytes,
    blocksOf: (tokens) =>
      tokens <= 0 ? 0 : groups.reduce((sum, { count, blocksOf }) => sum + count * blocksOf(tokens), 0),
  };
}

/** Layers that all keep every token share one table of blocks, whatever their sizes are. */
function oneTable(kinds: readonly CacheLayers[], pipelineParallelSize: number): CacheBlocks {
  const bytes = kinds.map((kind) =>
    kind.kind === 'state' ? 0 : Math.ceil(kind.layers / pipelineParallelSize) * kind.tokenBytes,
  );
  return {
    blockBytes: Math.ceil(bytes.reduce((sum, each) => sum + each, 0) * blockTokens),
    blocksOf: (tokens) => Math.ceil(tokens / blockTokens),
  };
}

/**
 * Tokens of a block of compressed entries.
 *
 * @see vLLM 0.32 `models/deepseek_v4/attention.py` (2026-11)
 */
const packedTokens = 256;

/**
 * Layers that compress by different ratios lie side by side in a block of 256 tokens, and layers
 * with a window take as many blocks as their bytes fill. An approximation: the engine also aligns
 * each layer.
 *
 * @see vLLM 0.32 `v1/core/kv_cache_utils.py` `_get_packed_kv_cache_groups` (2026-11)
 */
function packed(kinds: readonly CacheLayers[], batch: CacheBatch): CacheBlocks {
  const { version, maxNumBatchedTokens, pipelineParallelSize = 1 } = batch;
  const bytesOf = (tokensOf: (kind: CacheLayers) => number): number =>
    kinds.reduce((sum, kind) => {
      if (kind.kind === 'state') return sum;
      return sum + Math.ceil(kind.layers / pipelineParallelSize) * kind.tokenBytes * tokensOf(kind);
    }, 0);
  const blockBytes = Math.ceil(bytesOf(({ kind }) => (kind === 'full' ? packedTokens : 0)));
  const inFlight = version.batchesInFlight * maxNumBatchedTokens;
  const windowBytes = (tokens: number): number =>
    bytesOf((kind) =>
      kind.kind === 'sliding' ? Math.min(tokens, kind.tokens - 1 + inFlight) + packedTokens : 0,
    );
  return {
    blockBytes,
    blocksOf: (tokens) =>
      tokens <= 0 ? 0 : Math.ceil(tokens / packedTokens) + Math.ceil(windowBytes(tokens) / blockBytes),
  };
}

function asFull(kind: CacheLayers): CacheLayers {
  if (kind.kind !== 'chunked') return kind;
  return { kind: 'full', layers: kind.layers, tokenBytes: kind.tokenBytes };
}

/** A block in one layer. */
interface Page {
  readonly bytes: number;
  /** Tokens of the kind of attention with the most bytes. */
  readonly tokens: number;
}

/** A block in one layer: the largest kind of attention, with as many tokens as a state requires. */
function pageOf(kinds: readonly CacheLayers[]): Page {
  const tokenBytes = Math.max(0, ...kinds.map((kind) => (kind.kind === 'state' ? 0 : kind.tokenBytes)));
  const stateBytes = Math.max(0, ...kinds.map((kind) => (kind.kind === 'state' ? kind.stateBytes : 0)));
  if (tokenBytes === 0) return { bytes: stateBytes, tokens: blockTokens };
  const tokens = blockTokens * Math.max(1, Math.ceil(stateBytes / (blockTokens * tokenBytes)));
  return { bytes: Math.ceil(tokens * tokenBytes), tokens };
}

function groupSizeOf(layers: readonly number[], largestGroupFactor = 0): number {
  const smallest = Math.min(...layers);
  const largest = Math.max(...layers);
  return largest < smallest * largestGroupFactor ? largest : smallest;
}

function blocksOfKind(kind: CacheLayers, page: Page, batch: CacheBatch): (tokens: number) => number {
  const { version, maxNumBatchedTokens, speculativeTokens = 0 } = batch;
  if (kind.kind === 'state') return () => version.statesPerRequest + speculativeTokens;
  const tokensOfBlock = tokensOfPage(page, kind.tokenBytes);
  if (kind.kind === 'full') return (tokens) => Math.ceil(tokens / tokensOfBlock);
  const inFlight = version.batchesInFlight * maxNumBatchedTokens;
  const isSliding = kind.kind === 'sliding';
  const kept = kind.tokens + inFlight - (isSliding ? 1 : 0);
  // A window may begin in the middle of a block.
  return (tokens) => Math.ceil(Math.min(tokens, kept) / tokensOfBlock) + (isSliding ? 1 : 0);
}

/**
 * A smaller kind of layer has more tokens in a block if the sizes divide, and padding otherwise.
 */
function tokensOfPage({ bytes, tokens }: Page, tokenBytes: number): number {
  const own = bytes / tokenBytes;
  return Number.isInteger(own / blockTokens) ? own : tokens;
}
