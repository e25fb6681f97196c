import { type DeploymentPicture, describeObject } from '../check/deployment-picture';
import { type NodePool, nodePoolsOf } from '../check/views/node-pools';
import { type Pod, podGpus, podsOf, servingKinds } from '../check/views/pods';
import { replicaLimitsOf } from '../check/views/replica-limits';
import { scalersOf } from '../check/views/scaled-objects';
import { numberAt } from '../values/json';

/** Minimum and maximum number of nodes or replicas. */
export interface Limits {
  readonly min: number;
  /** Undefined if it is an expression. */
  readonly max: number | undefined;
  /** GPUs of each node or replica; 0 for none, undefined for a VM size that is not in the table. */
  readonly gpusEach: number | undefined;
  /** Pods of each replica: of a group, or of a job with parallelism. @default 1 */
  readonly podsEach?: number;
}

/** Limits before and after; undefined on a side that does not have it. */
export interface LimitChange {
  readonly name: string;
  readonly before: Limits | undefined;
  readonly after: Limits | undefined;
}

/** Sums before and after, which are equal without a change. */
export interface Totals {
  readonly before: number;
  readonly after: number;
  /** Names of nodes and workloads whose number is unknown and not in the sum. */
  readonly uncounted: { readonly before: readonly string[]; readonly after: readonly string[] };
}

export interface LimitChanges {
  /** Workloads whose replicas or GPUs differ. */
  readonly workloads: readonly LimitChange[];
  /** GPUs that all workloads request at their maximum replicas. */
  readonly gpusRequested: Totals;
  /** Limits of the node pools; undefined if a side has no Terraform. */
  readonly pools: PoolLimitChanges | undefined;
}

export interface PoolLimitChanges {
  /** Node pools whose limits or GPUs differ. */
  readonly changed: readonly LimitChange[];
  /** Nodes and GPUs of all pools at their maximum size. */
  readonly nodes: Totals;
  readonly gpus: Totals;
}

/**
 * Compares the limits of workloads and node pools.
 *
 * @param withPools whether both sides have Terraform.
 */
export function limitChanges(
  before: DeploymentPicture,
  after: DeploymentPicture,
  withPools: boolean,
): LimitChanges {
  const [old, now] = [workloadLimits(before), workloadLimits(after)];
  return {
    workloads: changesOf(old, now),
    gpusRequested: totalsOf(old, now, gpusIn),
    pools: withPools ? poolChanges(poolLimits(before), poolLimits(after)) : undefined,
  };
}

export type NamedLimits = ReadonlyMap<string, Limits>;

function poolChanges(old: NamedLimits, now: NamedLimits): PoolLimitChanges {
  return {
    changed: changesOf(old, now),
    nodes: totalsOf(old, now, ({ max }) => max),
    gpus: totalsOf(old, now, gpusIn),
  };
}

type CountIn = (limits: Limits) => number | undefined;

function totalsOf(old: NamedLimits, now: NamedLimits, countIn: CountIn): Totals {
  const sumOf = (limits: NamedLimits) =>
    [...limits.values()].reduce((sum, each) => sum + (countIn(each) ?? 0), 0);
  const uncountedIn = (limits: NamedLimits) =>
    [...limits].flatMap(([name, each]) => (countIn(each) === undefined ? [name] : []));
  return {
    before: sumOf(old),
    after: sumOf(now),
    uncounted: { before: uncountedIn(old), after: uncountedIn(now) },
  };
}

/** A pool without GPUs has 0, also with an unknown number of nodes. */
function gpusIn({ max, gpusEach }: Limits): number | undefined {
  if (gpusEach === 0) return 0;
  return max === undefined || gpusEach === undefined ? undefined : max * gpusEach;
}

function changesOf(before: NamedLimits, after: NamedLimits): readonly LimitChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
    const [a, b] = [before.get(name), after.get(name)];
    const isSame =
      a !== undefined &&
      b !== undefined &&
      a.min === b.min &&
      a.max === b.max &&
      a.gpusEach === b.gpusEach &&
      (a.podsEach ?? 1) === (b.podsEach ?? 1);
    return isSame ? [] : [{ name, before: a, after: b }];
  });
}

/** The limits of each node pool, by its name. */
export function poolLimits(picture: DeploymentPicture): NamedLimits {
  return new Map(
    nodePoolsOf(picture).flatMap((pool) => {
      const { name, minCount, maxCount, json, resource } = pool;
      if (name === undefined) return [];
      const min = minCount ?? numberAt(json, 'node_count') ?? 0;
      const max = resource.isMultiple ? undefined : maxCount;
      return [[name, { min, max, gpusEach: gpusOfNode(pool) }] as const];
    }),
  );
}

/**
 * GPUs of a node. A definition may use a VM size that is not in the table; only the N families have
 * GPUs (learn.microsoft.com/azure/virtual-machines/vm-naming-conventions, 2026-11).
 */
function gpusOfNode({ vmSize, vmSizeName }: NodePool): number | undefined {
  if (vmSize !== undefined) return vmSize.gpu?.count ?? 0;
  return vmSizeName !== undefined && /^Standard_[^N]/i.test(vmSizeName) ? 0 : undefined;
}

/**
 * The limits of each workload that serves, of each ScaledJob, and of one run of each job that
 * requests GPUs.
 */
export function workloadLimits(picture: DeploymentPicture): NamedLimits {
  const owners = new Map<Pod['owner'], Pod[]>();
  for (const pod of podsOf(picture)) owners.set(pod.owner, [...(owners.get(pod.owner) ?? []), pod]);
  return new Map(
    [...owners].flatMap(([owner, pods]) => {
      const gpusEach = gpusOfReplica(pods);
      const limits = replicasOf(picture, owner, gpusEach);
      if (limits === undefined) return [];
      return [
        [describeObject(owner.object), { ...limits, gpusEach, podsEach: podsOfReplica(owner) }] as const,
      ];
    }),
  );
}

function replicasOf(
  picture: DeploymentPicture,
  owner: Pod['owner'],
  gpusEach: number,
): Pick<Limits, 'min' | 'max'> | undefined {
  if (servingKinds.includes(owner.object.kind)) {
    const { minimum, maximum } = replicaLimitsOf(picture, owner);
    return { min: minimum, max: maximum };
  }
  const scaler = scalersOf(picture).find(({ found }) => found === owner);
  if (scaler !== undefined) return { min: scaler.minReplicas, max: scaler.maxReplicas };
  return ['CronJob', 'Job'].includes(owner.object.kind) && gpusEach > 0 ? { min: 0, max: 1 } : undefined;
}

/** Path of the Job spec, whose `parallelism` is the number of pods that run at the same time. */
const jobs: Readonly<Record<string, string>> = {
  Job: 'spec',
  CronJob: 'spec.jobTemplate.spec',
  ScaledJob: 'spec.jobTargetRef',
};

function podsOfReplica({ object }: Pod['owner']): number {
  const job = jobs[object.kind];
  return numberAt(object, job === undefined ? 'spec.leaderWorkerTemplate.size' : `${job}.parallelism`) ?? 1;
}

/**
 * GPUs of a replica. A replica of a LeaderWorkerSet is a leader and its workers; without a leader
 * template the leader equals a worker.
 */
function gpusOfReplica(pods: readonly Pod[]): number {
  const [first] = pods;
  const size = podsOfReplica(first!.owner);
  const worker = pods.find(({ path }) => path.endsWith('workerTemplate')) ?? first!;
  const leader = pods.find(({ path }) => path.endsWith('leaderTemplate')) ?? worker;
  return podGpus(leader) + (size - 1) * podGpus(worker);
}
