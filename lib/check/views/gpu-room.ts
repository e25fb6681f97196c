import type { NodePool } from './node-pools';

/** Pods with so many GPUs each that pools hold when they are as large as they may be; undefined if that cannot be known. */
export function podsAtMost(pools: readonly NodePool[] | undefined, gpus: number): number | undefined {
  if (pools === undefined || pools.length === 0) return undefined;
  if (pools.some(({ vmSize, maxCount }) => vmSize === undefined || maxCount === undefined)) return undefined;
  return pools.reduce(
    (sum, { vmSize, maxCount }) => sum + Math.floor((vmSize?.gpu?.count ?? 0) / gpus) * maxCount!,
    0,
  );
}
