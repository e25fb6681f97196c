import type { ProblemList } from '../problems/problem-list';

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
  // What is on a pool without GPUs is told where the workload is resolved.
  const placed = demands.filter((demand) => demand.pools.every((pool) => known.includes(pool)));
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

/** Every set of pools that the workloads name, and every union of such sets; small ones first. */
function poolSets(demands: readonly GpuDemand[]): readonly (readonly string[])[] {
  const sets = new Map<string, readonly string[]>();
  const add = (names: readonly string[]) => {
    const sorted = [...new Set(names)].sort();
    sets.set(sorted.join(), sorted);
  };
  for (const { pools } of demands) {
    if (pools.length === 0) continue;
    for (const set of [...sets.values()]) add([...set, ...pools]);
    add(pools);
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
  const requests = demands.flatMap((demand) =>
    Array.from({ length: replicasOf(demand) * demand.podsPerReplica }, () => demand.gpus),
  );
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
  const gpus = requests.reduce((sum, request) => sum + request, 0);
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

/** First fit, largest first: how the scheduler would do at best. */
function nodesNeeded(requests: readonly number[], gpusPerNode: number): number {
  const free: number[] = [];
  for (const request of [...requests].sort((a, b) => b - a)) {
    const index = free.findIndex((left) => left >= request);
    if (index === -1) free.push(gpusPerNode - request);
    else free[index]! -= request;
  }
  return free.length;
}
