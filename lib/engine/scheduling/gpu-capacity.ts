import type { ProblemList } from '../../problems/problem-list';

/** What a workload asks of GPU pools. */
export interface GpuDemand {
  readonly name: string;
  /** GPUs of one pod. */
  readonly gpus: number;
  /** Pods of one replica: the nodes of a group, each with all of its GPUs. */
  readonly podsPerReplica: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Pools that it may run on. */
  readonly pools: readonly string[];
}

/** What a pool may grow to. */
export interface GpuCapacity {
  readonly name: string;
  readonly gpusPerNode: number;
  readonly maxNodes: number;
  /** The workloads may together ask for more at their most replicas. */
  readonly overcommit: boolean;
}

/**
 * Adds a problem for GPUs that no pool may ever have: of one workload alone, or of all that share pools. A replica beyond that waits
 * for ever, and a scaler that asks for it hides that the limit was reached.
 *
 * Workloads that must share are those whose pools lie within a set of pools; it is enough to look at every such set (Hall).
 */
export function checkGpuCapacity(
  pools: readonly GpuCapacity[],
  demands: readonly GpuDemand[],
  problems: ProblemList,
): void {
  const tooFull: (readonly string[])[] = [];
  const known = pools.map((pool) => pool.name);
  // A pool without GPUs, and a number of replicas that is not allowed, are told where the workload is resolved.
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
    const least = shortage(set, within, ({ minReplicas }) => minReplicas);
    const most = shortage(set, within, ({ maxReplicas }) => maxReplicas);
    const isAllowed = set.some((pool) => pool.overcommit) && within.length > 1;
    const alone = within.some((demand) => shortage(set, [demand], ({ maxReplicas }) => maxReplicas));
    if (least === undefined && (most === undefined || (isAllowed && !alone))) continue;
    tooFull.push(names);
    const { text, wanted } = (least ?? most)!;
    problems.add(
      '',
      `the workloads on ${names.join(' and ')} need ${least === undefined ? 'up to ' : ''}${text} (GPUs: ${wanted}), and ${names.length === 1 ? 'the pool may' : 'the pools may together'} grow to ${capacityText(set)}`,
      least === undefined
        ? `Raise maxNodes, lower maxReplicas${within.length > 1 && !alone ? ', or set overcommit of the pool: the later ones then wait' : ''}.`
        : 'Raise maxNodes of the pool, or lower replicas.',
    );
  }
}

/**
 * Every set of pools that the workloads name, and every union of such sets that share a pool; small ones first. A union of sets that
 * share none is too full only if one of them is.
 */
function poolSets(demands: readonly GpuDemand[]): readonly (readonly string[])[] {
  const sets = new Map<string, readonly string[]>();
  const add = (names: readonly string[]) => {
    const sorted = [...new Set(names)].sort();
    sets.set(sorted.join(), sorted);
  };
  for (const { pools } of demands) if (pools.length > 0) add(pools);
  const named = [...sets.values()];
  // A Map hands out what is added while it is read, so that unions grow until none is new.
  for (const set of sets.values()) {
    for (const other of named) {
      if (other.some((name) => set.includes(name))) add([...set, ...other]);
    }
  }
  return [...sets.values()].sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1));
}

interface Shortage {
  readonly text: string;
  readonly wanted: string;
}

function shortage(
  pools: readonly GpuCapacity[],
  demands: readonly GpuDemand[],
  replicasOf: (demand: GpuDemand) => number,
): Shortage | undefined {
  const requests = demands.map((demand) => ({
    gpus: demand.gpus,
    pods: replicasOf(demand) * demand.podsPerReplica,
  }));
  const wanted = demands
    .filter((demand) => replicasOf(demand) > 0)
    .map((demand) => {
      const pods = demand.podsPerReplica === 1 ? '' : `${demand.podsPerReplica} x `;
      return `${demand.name} ${replicasOf(demand)} x ${pods}${demand.gpus}`;
    })
    .join(', ');
  const [only, ...others] = pools;
  if (only !== undefined && others.length === 0) {
    const nodes = nodesNeeded(requests, only.gpusPerNode);
    return nodes > only.maxNodes ? { text: `${nodes} nodes`, wanted } : undefined;
  }
  // Over several pools only the sum is certain: which pool takes which pod is the scheduler's affair.
  const gpus = requests.reduce((sum, request) => sum + request.gpus * request.pods, 0);
  return gpus > gpusOf(pools) ? { text: `${gpus} GPUs`, wanted } : undefined;
}

function gpusOf(pools: readonly GpuCapacity[]): number {
  return pools.reduce((sum, pool) => sum + pool.maxNodes * pool.gpusPerNode, 0);
}

function capacityText(pools: readonly GpuCapacity[]): string {
  const [only, ...others] = pools;
  return only !== undefined && others.length === 0
    ? `${only.maxNodes} of ${only.gpusPerNode}`
    : `${gpusOf(pools)} GPUs`;
}

/** Pods that ask for the same. */
interface Requests {
  readonly gpus: number;
  readonly pods: number;
}

/** Nodes that have the same left. */
interface Nodes {
  readonly free: number;
  readonly nodes: number;
}

/**
 * First fit, largest first: the fewest nodes that hold pods of 1, 2, 4 and 8 GPUs. With 3 or 5 among them it may count a node too many,
 * as the scheduler does, which places pods in the order in which they come. Counted by kind, not pod by pod: there may be any number.
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
    // What is larger than any node is told elsewhere; here it takes one.
    const perNode = Math.max(1, Math.floor(gpusPerNode / gpus));
    const added = { free: Math.max(gpusPerNode, gpus), nodes: Math.ceil(left / perNode) };
    used = [...filled, ...fill(added, gpus, left).nodes];
  }
  return used.reduce((sum, { nodes }) => sum + nodes, 0);
}

/** Puts pods onto nodes that have the same left, one node after the other. */
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
