import type { ResolvedNodePool } from '../../platform/cluster/node-pool';
import { criticalAddonsTaint, spotTaint, type Taint } from '../../values/taint';

/** Node pool. */
export interface InventoryPool {
  readonly name: string;
  readonly role: 'system' | 'cpu' | 'gpu';
  /** `Standard_NC24ads_A100_v4`. */
  readonly vmSize: string;
  /** GPUs of one node; undefined without GPUs. */
  readonly gpu: { readonly count: number; readonly model: string; readonly memoryGb: number } | undefined;
  readonly minNodes: number;
  readonly maxNodes: number;
  /** Nodes after the creation of the pool; undefined: `minNodes`. */
  readonly initialNodes: number | undefined;
  readonly spot: boolean;
  readonly zones: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly InventoryTaint[];
  /** Whether workloads may request more GPUs than the pool can have. */
  readonly overcommit: boolean;
}

export interface InventoryTaint extends Pick<Taint, 'key' | 'value' | 'effect'> {
  /** `sku=gpu:NoSchedule`. */
  readonly text: string;
  /** Whether AKS sets it by the role or the priority of the pool. */
  readonly isImplied: boolean;
}

/** GPU pool. */
export type InventoryGpuPool = InventoryPool & { readonly gpu: NonNullable<InventoryPool['gpu']> };

/** Pools with GPUs. */
export function gpuPoolsOf(pools: readonly InventoryPool[]): readonly InventoryGpuPool[] {
  return pools.filter((pool): pool is InventoryGpuPool => pool.gpu !== undefined);
}

/** Node pools in the order of the definition. */
export function readPools(nodePools: readonly ResolvedNodePool[]): readonly InventoryPool[] {
  return nodePools.map((pool) => {
    const { name, role, vmSize, minNodes, maxNodes, initialNodes, spot, zones, labels, overcommit } = pool;
    const { gpu } = vmSize;
    return {
      name,
      role,
      vmSize: vmSize.name,
      gpu: gpu && { count: gpu.count, model: gpu.model, memoryGb: gpu.memoryGb },
      minNodes,
      maxNodes,
      initialNodes,
      spot,
      zones,
      labels,
      taints: pool.taints.map((taint) => ({
        key: taint.key,
        value: taint.value,
        effect: taint.effect,
        text: taint.toAksString(),
        isImplied: [criticalAddonsTaint, spotTaint].some((implied) => implied.equals(taint)),
      })),
      overcommit,
    };
  });
}
