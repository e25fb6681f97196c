import { type CacheBatch, cacheBlocksOf } from '../../../../lib/engine/sizing/cache-groups';
import type { CacheLayers } from '../../../../lib/engine/sizing/cache-layers';
import { findEngineVersion } from '../../../../lib/facts/engine-versions';

const batch = (version: string, maxNumBatchedTokens: number): CacheBatch => ({
  version: findEngineVersion(version)!,
  maxNumBatchedTokens,
});
const full = (layers: number, tokenBytes: number): CacheLayers => ({ kind: 'full', layers, tokenBytes });
const sliding = (layers: number, tokenBytes: number, tokens: number): CacheLayers => ({
  kind: 'sliding',
  layers,
  tokenBytes,
  tokens,
});

/** Requests of a length that a cache holds, as the engine logs them: whole blocks of the pool by the blocks of a request. */
function concurrency(kinds: readonly CacheLayers[], of: CacheBatch, gib: number, tokens: number): number {
  const { blockBytes, blocksOf } = cacheBlocksOf(kinds, of);
  return Math.floor((gib * 2 ** 30) / blockBytes) / blocksOf(tokens);
}

describe('against logs of the engine', () => {
  const large = batch('0.19', 8192);
  it('62 layers of gemma-3-27b are held as 70', () => {
    const kinds = [full(10, 8192), sliding(52, 8192, 1024)];
    expect(concurrency(kinds, large, 19.53, 8192)).toBeCloseTo(4.46, 2);
  });

  it('gemma-3-12b', () => {
    const kinds = [full(8, 8192), sliding(40, 8192, 1024)];
    expect(concurrency(kinds, large, 47.73, 8192)).toBeCloseTo(15.89, 1);
  });

  it('gemma-2-9b', () => {
    const kinds = [full(21, 8192), sliding(21, 8192, 4096)];
    expect(concurrency(kinds, large, 54.12, 8192)).toBeCloseTo(20.6, 1);
  });

  it('Qwen3.6-27B: a block has the tokens that a state requires, and a request has two states', () => {
    const kinds: CacheLayers[] = [full(16, 4096), { kind: 'state', layers: 48, stateBytes: 3_207_168 }];
    const { blockBytes, blocksOf } = cacheBlocksOf(kinds, batch('0.26', 2048));
    expect(blockBytes).toBe(16 * 784 * 4096);
    expect(blocksOf(262_144)).toBe(335 + 3 * 2);
    const tokens = concurrency(kinds, batch('0.26', 2048), 19.54, 262_144) * 262_144;
    expect(Math.abs(tokens - 313_650)).toBeLessThan(1);
  });

  it('Qwen3-Next on two GPUs: one state before prefix caching', () => {
    const kinds: CacheLayers[] = [full(12, 1024), { kind: 'state', layers: 36, stateBytes: 548_864 }];
    expect(concurrency(kinds, batch('0.10.2', 8192), 44.59, 262_144)).toBeCloseTo(14.77, 2);
  });

  it('gemma-4-26B: windowed layers have twice the bytes of the others, which have twice the tokens in a block', () => {
    const kinds = [full(5, 4096), sliding(25, 8192, 1024)];
    const { blockBytes, blocksOf } = cacheBlocksOf(kinds, batch('0.20.1', 8192));
    expect((blockBytes * blocksOf(8192)) / 2 ** 30).toBeCloseTo(1.72, 2);
  });
});

it('layers with a window keep it and the batches in flight', () => {
  const kinds = [full(12, 2048), sliding(12, 2048, 128)];
  const windowBlocks = (version: string) =>
    cacheBlocksOf(kinds, batch(version, 2048)).blocksOf(1_000_000) - 1_000_000 / 16;
  expect(windowBlocks('0.25')).toBe(Math.ceil((127 + 2048) / 16) + 1);
  expect(windowBlocks('0.32')).toBe(Math.ceil((127 + 2 * 2048) / 16) + 1);
});

it('layers with chunks keep every token before 0.17', () => {
  const kinds: CacheLayers[] = [
    full(12, 4096),
    { kind: 'chunked', layers: 36, tokenBytes: 4096, tokens: 8192 },
  ];
  const { blockBytes, blocksOf } = cacheBlocksOf(kinds, batch('0.11', 8192));
  expect(blockBytes * blocksOf(160_000)).toBe(48 * 4096 * 160_000);
  const newer = cacheBlocksOf(kinds, batch('0.19', 8192));
  expect(newer.blocksOf(160_000)).toBe(10_000 + 3 * 1024);
});

it.each([
  ['0.32', 13],
  ['0.11', 12],
])('one more layer of a kind pads the other in %s, instead of a group of its own', (version, layers) => {
  const kinds = [full(13, 2048), sliding(12, 2048, 128)];
  expect(cacheBlocksOf(kinds, batch(version, 2048)).blockBytes).toBe(layers * 16 * 2048);
});

it('layers that all keep every token share one table', () => {
  const { blockBytes, blocksOf } = cacheBlocksOf([full(10, 1000), full(2, 500)], batch('0.32', 2048));
  expect([blockBytes, blocksOf(17)]).toEqual([16 * 11_000, 2]);
});

it('a stage of a pipeline has its layers of each group', () => {
  const kinds = [full(10, 8192), sliding(52, 8192, 1024)];
  const one = cacheBlocksOf(kinds, batch('0.32', 2048));
  const two = cacheBlocksOf(kinds, { ...batch('0.32', 2048), pipelineParallelSize: 2 });
  expect(two.blockBytes).toBe(one.blockBytes / 2);
});

it('speculation keeps a state for each token', () => {
  const kinds: CacheLayers[] = [{ kind: 'state', layers: 48, stateBytes: 1000 }];
  const { blocksOf } = cacheBlocksOf(kinds, { ...batch('0.32', 2048), speculativeTokens: 3 });
  expect(blocksOf(1000)).toBe(5);
});

it('a model without layers that keep anything has no blocks', () => {
  expect(cacheBlocksOf([], batch('0.32', 2048)).blockBytes).toBe(0);
});

it('layers that compress by different ratios are packed side by side', () => {
  const kinds = [full(30, 300), full(31, 8), sliding(61, 1024, 128)];
  const { blockBytes, blocksOf } = cacheBlocksOf(kinds, batch('0.32', 2048));
  expect(blockBytes).toBe(256 * (30 * 300 + 31 * 8));
  const window = 61 * 1024 * (127 + 2 * 2048 + 256);
  expect(blocksOf(1_000_000)).toBe(Math.ceil(1_000_000 / 256) + Math.ceil(window / blockBytes));
});
