import type { ProblemList } from '../../problems/problem-list';

/** Input of expanderPriorities(). */
export interface ExpanderPriorityInput {
  /** Every pool of the cluster. The autoscaler would never grow a pool that is missing. */
  readonly pools: readonly { readonly name: string; readonly spot: boolean }[];
  /** Pools of the workloads, the preferred pool first. */
  readonly orders: readonly {
    /** Workload with this order, for messages: `the inference server "phi-4"`. */
    readonly workload: string;
    readonly pools: readonly string[];
  }[];
}

/**
 * Priority of a pool. Of the pools that fit a pending pod, the cluster autoscaler grows the one
 * with the highest priority.
 */
export interface PoolPriority {
  readonly pool: string;
  readonly priority: number;
}

/** Step between two pools, with room for a manual entry. */
const priorityStep = 10;

/**
 * Derives one order of all pools from the orders of the workloads, the highest priority first: the
 * cluster autoscaler has one list for the cluster. Without an order, spot pools come before
 * on-demand pools, and then the order of the definition applies.
 *
 * Adds a problem if two workloads require opposite orders, and returns the order of the definition.
 */
export function expanderPriorities(
  input: ExpanderPriorityInput,
  problems: ProblemList,
): readonly PoolPriority[] {
  const names = input.pools.map(({ name }) => name);
  const bySpot = [...input.pools].sort((a, b) => Number(b.spot) - Number(a.spot)).map(({ name }) => name);
  const pairs = input.orders.flatMap(({ workload, pools }) =>
    pools.slice(1).map((later, index) => ({ earlier: pools[index]!, later, workload })),
  );
  const sorted: string[] = [];
  let remaining = bySpot;
  while (remaining.length > 0) {
    const next = remaining.find(
      (pool) => !pairs.some(({ earlier, later }) => later === pool && remaining.includes(earlier)),
    );
    if (next === undefined) {
      addContradiction(remaining, pairs, problems);
      return prioritiesOf(names);
    }
    sorted.push(next);
    remaining = remaining.filter((pool) => pool !== next);
  }
  return prioritiesOf(sorted);
}

interface PoolOrder {
  readonly earlier: string;
  readonly later: string;
  readonly workload: string;
}

/** Finds the circle of orders: follows them back from any remaining pool until a pool repeats. */
function addContradiction(
  remaining: readonly string[],
  pairs: readonly PoolOrder[],
  problems: ProblemList,
): void {
  const path: PoolOrder[] = [];
  let pool = remaining[0]!;
  while (!path.some(({ later }) => later === pool)) {
    const pair = pairs.find(({ earlier, later }) => later === pool && remaining.includes(earlier))!;
    path.push(pair);
    pool = pair.earlier;
  }
  const circle = path.slice(path.findIndex(({ later }) => later === pool)).reverse();
  const orders = circle.map(
    ({ earlier, later, workload }) => `${workload} requires ${earlier} before ${later}`,
  );
  problems.add(
    '',
    `the orders of the node pools conflict: ${orders.join(', ')}`,
    'Use the same order of pools in all workloads: the cluster autoscaler has one order for the cluster.',
  );
}

function prioritiesOf(pools: readonly string[]): readonly PoolPriority[] {
  return pools.map((pool, index) => ({ pool, priority: (pools.length - index) * priorityStep }));
}

/**
 * Text for the priority expander: priorities with the patterns of their node groups, which AKS
 * calls `aks-<pool>-<number>-vmss`. The last entry matches every other group, such as a pool that
 * was added manually or the temporary pool of a rotation. A group without a match would never grow
 * while another group can.
 *
 * @see kubernetes/autoscaler `cluster-autoscaler/expander/priority/readme.md`;
 * learn.microsoft.com/azure/aks/cluster-autoscaler-overview (2026-11)
 */
export function expanderPrioritiesText(priorities: readonly PoolPriority[]): string {
  const entries = [...priorities]
    .sort((a, b) => b.priority - a.priority)
    .map(({ pool, priority }) => `${priority}:\n  - ^aks-${pool}-.*\n`);
  return `${entries.join('')}1:\n  - .*\n`;
}
