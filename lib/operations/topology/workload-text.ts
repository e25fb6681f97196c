import type { TopologyPool, TopologyTrigger, TopologyWorkload } from './topology-model';

/** `1–3`; one number if minimum and maximum are equal. */
export function range({ min, max }: { readonly min: number; readonly max: number }): string {
  return min === max ? String(min) : `${min}–${max}`;
}

/** `1–3 replicas × 1 GPU`, `0–1 replica × 2 nodes × 8 GPUs`. */
export function sizeText({ replicas, gpus, nodes, isScheduled }: TopologyWorkload): string {
  const count =
    replicas === undefined
      ? 'replicas: not set'
      : isScheduled
        ? 'one at a time'
        : `${range(replicas)} ${replicas.max === 1 ? 'replica' : 'replicas'}`;
  return [count, ...(nodes > 1 ? [`${nodes} nodes`] : []), ...(gpus > 0 ? [gpuText(gpus)] : [])].join(' × ');
}

function gpuText(gpus: number): string {
  return gpus === 1 ? '1 GPU' : `${gpus} GPUs`;
}

/** `Standard_D8s_v5 · 2–6 nodes · spot · zones 1, 2, 3`. */
export function poolText(pool: TopologyPool): string {
  const { vmSize, gpu, minNodes: min, maxNodes: max, spot, zones } = pool;
  return [
    vmSize,
    ...(gpu === undefined ? [] : [`${gpu.count} × ${gpu.model} ${gpu.memoryGb} GB GPU per node`]),
    `${range({ min, max })} ${max === 1 ? 'node' : 'nodes'}`,
    ...(spot ? ['spot'] : []),
    ...(zones.length === 0 ? [] : [`${zones.length === 1 ? 'zone' : 'zones'} ${zones.join(', ')}`]),
  ].join(' · ');
}

/** Workloads that prefer a pool, and workloads that use it when their preferred pools are full. */
export function workloadsOf(pool: TopologyPool, workloads: readonly TopologyWorkload[]) {
  return {
    first: workloads.filter(({ pools }) => pools[0] === pool.name),
    later: workloads.filter(({ pools }) => pools.indexOf(pool.name) > 0),
  };
}

/** Workloads without a known pool. */
export function withoutPool(workloads: readonly TopologyWorkload[]): readonly TopologyWorkload[] {
  return workloads.filter(({ pools }) => pools.length === 0);
}

/** Trigger for a reader. A cron trigger only sets a minimum. */
export function triggerText({ type, text }: TopologyTrigger): string {
  return type === 'cron' ? `at least ${text}` : `scaled by ${text}`;
}

/** Content of a pool without workloads. */
export function emptyText({ role }: TopologyPool): string {
  return role === 'system' ? 'AKS system components' : 'no workload of this platform';
}
