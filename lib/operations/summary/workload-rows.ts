import type { Inventory } from '../inventory/inventory';
import type { InventoryWorkload } from '../inventory/inventory-workload';

export const workloadHeads = ['workload', 'kind', 'node pools', 'GPUs', 'replicas', 'scaled by'] as const;

/**
 * One row per workload, and one per pod that keeps its Secret. Charts whose pods the definition
 * does not describe have a section of their own.
 */
export function workloadRows({
  workloads,
  platformPods,
}: Pick<Inventory, 'workloads' | 'platformPods'>): readonly (readonly string[])[] {
  const holders = platformPods.flatMap(({ name, keepsSecret }) =>
    keepsSecret === undefined
      ? []
      : [[name, `keeps the Secret of ${keepsSecret.of}`, keepsSecret.pool, '-', '1', 'fixed']],
  );
  const rows = workloads
    .filter(({ delivery, replicas }) => delivery === 'manifests' || replicas !== undefined)
    .map((workload) => {
      const { name, title, detail, pools } = workload;
      return [
        name,
        detail === undefined ? title : `${title}: ${detail}`,
        pools.join(', then '),
        gpusText(workload),
        replicasText(workload),
        scalerText(workload),
      ];
    });
  return [...rows, ...holders];
}

/** GPUs of one replica. */
function gpusText({ gpus: { perPod, podsPerReplica } }: InventoryWorkload): string {
  if (perPod === 0) return '-';
  return podsPerReplica > 1 ? `${podsPerReplica} nodes x ${perPod}` : String(perPod);
}

function replicasText({ replicas, podOwner }: InventoryWorkload): string {
  if (podOwner === 'CronJob') return 'one at a time';
  if (replicas === undefined) return '-';
  const { min, max } = replicas;
  return min === max ? String(min) : `${min}-${max}`;
}

function scalerText({ scaler, podOwner }: InventoryWorkload): string {
  if (scaler !== undefined)
    return `${scaler.kind} ${scaler.name}: ${scaler.triggers.map(({ text }) => text).join('; ')}`;
  return podOwner === 'CronJob' ? 'schedule' : 'fixed';
}

export const modelHeads = [
  'server',
  'memory',
  'weights',
  'engine',
  'KV cache',
  'context',
  'longest context',
  'requests at full context',
] as const;

/** GPU memory of each model of known size. */
export function modelRows(workloads: readonly InventoryWorkload[]): readonly (readonly string[])[] {
  return workloads.flatMap(({ name, modelServer }) => {
    const memory = modelServer?.vllm?.memory;
    if (modelServer?.vllm === undefined || memory === undefined) return [];
    return [
      [
        name,
        `${gib(memory.gpuBytes)}, ${Math.round(modelServer.vllm.gpuMemoryUtilization * 100)} % for vLLM`,
        gib(memory.weightBytes),
        gib(memory.overheadBytes),
        gib(memory.cacheBytes),
        String(memory.contextTokens),
        String(memory.longestContextTokens),
        String(memory.concurrentRequests),
      ],
    ];
  });
}

function gib(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}
