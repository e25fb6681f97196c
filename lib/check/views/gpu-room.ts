import type { NodePool } from './node-pools';

/**
 * Number of pods with `gpus` GPUs each that fit on pools at their maximum size; undefined if
 * unknown.
 */
export function maxPodsWithGpus(pools: readonly NodePool[] | undefined, gpus: number): number | undefined {
  if (pools === undefined || pools.length === 0) return undefined;
  if (pools.some(({ vmSize, maxCount }) => vmSize === undefined || maxCount === undefined)) return undefined;
  return pools.reduce(
    (sum, { vmSize, maxCount }) => sum + Math.floor((vmSize?.gpu?.count ?? 0) / gpus) * maxCount!,
    0,
  );
}
