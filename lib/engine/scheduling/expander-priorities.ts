import type { ProblemList } from '../../problems/problem-list';

/** What the order of pools follows from. */
export interface ExpanderPriorityInput {
  /** Every pool of the cluster: one that is not listed would never grow. */
  readonly pools: readonly { readonly name: string; readonly spot: boolean }[];
  /** The pools that workloads may run on, each with the preferred one first. */
  readonly orders: readonly {
    /** Who wants this order, for messages: `the inference server "phi-4"`. */
    readonly wantedBy: string;
    readonly pools: readonly string[];
  }[];
}

/** A pool and its priority: of the pools that a pending pod fits, the cluster autoscaler grows that with the highest. */
export interface PoolPriority {
  readonly pool: string;
  readonly priority: number;
}

/** Room for a hand-made entry between two pools. */
const priorityStep = 10;

/**
 * One order of all pools in which the order of every workload holds, the highest priority first. The cluster autoscaler has one
 * list for the cluster. Where nobody wants an order, spot comes before on demand, and then the order of the definition counts.
 *
 * Adds a problem if two workloads want the opposite; the order is then that of the definition.
 */
export function expanderPriorities(
  input: ExpanderPriorityInput,
  problems: ProblemList,
): readonly PoolPriority[] {
  const names = input.pools.map(({ name }) => name);
  const bySpot = [...input.pools].sort((a, b) => Number(b.spot) - Number(a.spot)).map(({ name }) => name);
  const wishes = input.orders.flatMap(({ wantedBy, pools }) =>
    pools.slice(1).map((later, index) => ({ earlier: pools[index]!, later, wantedBy })),
  );
  const sorted: string[] = [];
  let remaining = bySpot;
  while (remaining.length > 0) {
    const next = remaining.find(
      (pool) => !wishes.some(({ earlier, later }) => later === pool && remaining.includes(earlier)),
    );
    if (next === undefined) {
      addContradiction(remaining, wishes, problems);
      return prioritiesOf(names);
    }
    sorted.push(next);
    remaining = remaining.filter((pool) => pool !== next);
  }
  return prioritiesOf(sorted);
}

interface Wish {
  readonly earlier: string;
  readonly later: string;
  readonly wantedBy: string;
}

/** Follows the wishes back from any pool that is left until one comes again: that is the circle. */
function addContradiction(
  remaining: readonly string[],
  wishes: readonly Wish[],
  problems: ProblemList,
): void {
  const path: Wish[] = [];
  let pool = remaining[0]!;
  while (!path.some(({ later }) => later === pool)) {
    const wish = wishes.find(({ earlier, later }) => later === pool && remaining.includes(earlier))!;
    path.push(wish);
    pool = wish.earlier;
  }
  const circle = path.slice(path.findIndex(({ later }) => later === pool)).reverse();
  const told = circle.map(({ earlier, later, wantedBy }) => `${wantedBy} wants ${earlier} before ${later}`);
  problems.add(
    '',
    `the orders of the node pools contradict each other: ${told.join(', ')}`,
    'Give the pools in the same order everywhere: the cluster autoscaler has one for the cluster.',
  );
}

function prioritiesOf(pools: readonly string[]): readonly PoolPriority[] {
  return pools.map((pool, index) => ({ pool, priority: (pools.length - index) * priorityStep }));
}

/**
 * The text that the priority expander reads: a priority and the expressions of its node groups, which AKS calls
 * `aks-<pool>-<number>-vmss`. The last entry holds every other group, such as a pool that somebody adds by hand or the temporary
 * pool of a rotation: one that no expression matches would not grow while another can.
 * Source: kubernetes/autoscaler `cluster-autoscaler/expander/priority/readme.md`;
 * learn.microsoft.com/azure/aks/cluster-autoscaler-overview (2026-11).
 */
export function expanderPrioritiesText(priorities: readonly PoolPriority[]): string {
  const entries = [...priorities]
    .sort((a, b) => b.priority - a.priority)
    .map(({ pool, priority }) => `${priority}:\n  - ^aks-${pool}-.*\n`);
  return `${entries.join('')}1:\n  - .*\n`;
}
