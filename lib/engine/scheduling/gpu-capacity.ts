import type { ProblemList } from '../../problems/problem-list';

/** GPUs that a workload requests. */
export interface GpuDemand {
  readonly name: string;
  /** GPUs of one pod. */
  readonly gpus: number;
  /** Pods of one replica: the nodes of a group, each with all GPUs of its node. */
  readonly podsPerReplica: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Pools for the pods. */
  readonly pools: readonly string[];
}

/** Maximum size of a pool. */
export interface GpuCapacity {
  readonly name: string;
  readonly gpusPerNode: number;
  readonly maxNodes: number;
  /** Whether the maximum replicas of all workloads together may exceed the pool. */
  readonly overcommit: boolean;
}

/**
 * Adds a problem if workloads request more GPUs than their pools can have: one workload alone, or
 * all workloads that share pools. Replicas beyond the maximum stay Pending, and the scaler hides
 * that the limit was reached.
 *
 * For each set of pools, the workloads whose pools are all in the set compete for it. Checking
 * every such set is sufficient (Hall's theorem).
 */
export function checkGpuCapacity(
  pools: readonly GpuCapacity[],
  demands: readonly GpuDemand[],
  problems: ProblemList,
): void {
  const tooFull: (readonly string[])[] = [];
  const known = pools.map((pool) => pool.name);
  // The workload itself reports a pool without GPUs and an invalid number of replicas.
  const placed = demands.filter(
    (demand) =>
      demand.pools.every((pool) => known.includes(pool)) &&
      [demand.gpus, demand.podsPerReplica, demand.minReplicas, demand.maxReplicas].every(
        Number.isSafeInteger,
      ),
  );
  for (const names of poolSets(placed)) {
    if (tooFull.some((full) => full.every((name) => names.includes(name)))) continue;
    const set = pools.filter((pool) => names.includes(pool.name));
    const within = placed.filter((demand) => demand.pools.every((name) => names.includes(name)));
    const atMinimum = shortage(set, within, ({ minReplicas }) => minReplicas);
    const atMaximum = shortage(set, within, ({ maxReplicas }) => maxReplicas);
    const isAllowed = set.some((pool) => pool.overcommit) && within.length > 1;
    const alone = within.some((demand) => shortage(set, [demand], ({ maxReplicas }) => maxReplicas));
    if (atMinimum === undefined && (atMaximum === undefined || (isAllowed && !alone))) continue;
    tooFull.push(names);
    const { text, requests } = (atMinimum ?? atMaximum)!;
    problems.add(
      '',
      `the workloads on ${names.join(' and ')} require ${atMinimum === undefined ? 'up to ' : ''}${text} (GPUs: ${requests}), but the ${names.length === 1 ? 'pool has' : 'pools have'} at most ${capacityText(set)}`,
      atMinimum === undefined
        ? `Raise maxNodes, lower maxReplicas${within.length > 1 && !alone ? ', or set overcommit of the pool: pods beyond its maximum then stay Pending' : ''}.`
        : 'Raise maxNodes of the pool, or lower replicas.',
    );
  }
}

/**
 * Every set of pools of a workload, and every union of such sets with a common pool, the smallest
 * first. A union without a common pool is too small only if one of its sets is.
 */
function poolSets(demands: readonly GpuDemand[]): readonly (readonly string[])[] {
  const sets = new Map<string, readonly string[]>();
  const add = (names: readonly string[]) => {
    const sorted = [...new Set(names)].sort();
    sets.set(sorted.join(), sorted);
  };
  for (const { pools } of demands) if (pools.length > 0) add(pools);
  const named = [...sets.values()];
  // Iterating a Map includes entries that are added meanwhile, so the loop ends when no union is
  // new.
  for (const set of sets.values()) {
    for (const other of named) {
      if (other.some((name) => set.includes(name))) add([...set, ...other]);
    }
  }
  return [...sets.values()].sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1));
}

interface Shortage {
  readonly text: string;
  readonly requests: string;
}

function shortage(
  pools: readonly GpuCapacity[],
  demands: readonly GpuDemand[],
  replicasOf: (demand: GpuDemand) => number,
): Shortage | undefined {
  const pods = demands.map((demand) => ({
    gpus: demand.gpus,
    pods: replicasOf(demand) * demand.podsPerReplica,
  }));
  const requests = demands
    .filter((demand) => replicasOf(demand) > 0)
    .map((demand) => {
      const group = demand.podsPerReplica === 1 ? '' : `${demand.podsPerReplica} x `;
      return `${demand.name} ${replicasOf(demand)} x ${group}${demand.gpus}`;
    })
    .join(', ');
  const [only, ...others] = pools;
  if (only !== undefined && others.length === 0) {
    const nodes = nodesNeeded(pods, only.gpusPerNode);
    return nodes > only.maxNodes ? { text: `${nodes} nodes`, requests } : undefined;
  }
  // For several pools only the sum is certain: the scheduler decides which pool gets which pod.
  const gpus = pods.reduce((sum, each) => sum + each.gpus * each.pods, 0);
  return gpus > gpusOf(pools) ? { text: `${gpus} GPUs`, requests } : undefined;
}

function gpusOf(pools: readonly GpuCapacity[]): number {
  return pools.reduce((sum, pool) => sum + pool.maxNodes * pool.gpusPerNode, 0);
}

function capacityText(pools: readonly GpuCapacity[]): string {
  const [only, ...others] = pools;
  return only !== undefined && others.length === 0
    ? `${only.maxNodes} nodes with ${only.gpusPerNode} ${only.gpusPerNode === 1 ? 'GPU' : 'GPUs'} each`
    : `${gpusOf(pools)} GPUs`;
}

/** Pods with the same number of GPUs. */
interface Requests {
  readonly gpus: number;
  readonly pods: number;
}

/** Nodes with the same number of free GPUs. */
interface Nodes {
  readonly free: number;
  readonly nodes: number;
}

/**
 * Minimum nodes for the pods, by first fit with the largest pods first. Exact for pods with 1, 2, 4
 * and 8 GPUs. With 3 or 5 GPUs it may return one node too many; the scheduler, which places pods in
 * the order of their creation, may need it as well. Counts groups of equal pods, because their
 * number is not limited.
 */
function nodesNeeded(requests: readonly Requests[], gpusPerNode: number): number {
  let used: readonly Nodes[] = [];
  for (const { gpus, pods } of [...requests].sort((a, b) => b.gpus - a.gpus)) {
    let left = pods;
    const filled = used.flatMap((same): readonly Nodes[] => {
      const result = fill(same, gpus, left);
      left = result.left;
      return result.nodes;
    });
    // The workload itself reports a pod that is larger than any node. Count one node for it.
    const perNode = Math.max(1, Math.floor(gpusPerNode / gpus));
    const added = { free: Math.max(gpusPerNode, gpus), nodes: Math.ceil(left / perNode) };
    used = [...filled, ...fill(added, gpus, left).nodes];
  }
  return used.reduce((sum, { nodes }) => sum + nodes, 0);
}

/** Places pods on nodes with the same number of free GPUs, one node after the other. */
function fill(
  { free, nodes }: Nodes,
  gpus: number,
  pods: number,
): { readonly nodes: readonly Nodes[]; readonly left: number } {
  const perNode = Math.floor(free / gpus);
  const placed = Math.min(pods, nodes * perNode);
  const full = perNode === 0 ? 0 : Math.floor(placed / perNode);
  const rest = placed - full * perNode;
  const groups = [
    { free: free - perNode * gpus, nodes: full },
    { free: free - rest * gpus, nodes: rest > 0 ? 1 : 0 },
    { free, nodes: nodes - full - (rest > 0 ? 1 : 0) },
  ];
  return { nodes: groups.filter((group) => group.nodes > 0), left: pods - placed };
}
