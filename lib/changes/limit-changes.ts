import { type DeploymentPicture, describeObject } from '../check/deployment-picture';
import { type NodePool, nodePoolsOf } from '../check/views/node-pools';
import { type Pod, podGpus, podsOf, servingKinds } from '../check/views/pods';
import { replicaLimitsOf } from '../check/views/replica-limits';
import { scalersOf } from '../check/views/scaled-objects';
import { numberAt } from '../values/json';

/** How much there is of something, at least and at most. */
export interface Limits {
  readonly least: number;
  /** Undefined where an expression says it. */
  readonly most: number | undefined;
  /** GPUs of one of it; 0 for none, undefined for a size of node that is not in the table. */
  readonly gpusEach: number | undefined;
  /** Pods of one of it: of a group, or of a job that runs several at once. Default: 1. */
  readonly podsEach?: number;
}

/** Limits before and after; undefined where it is not there. */
export interface LimitChange {
  readonly name: string;
  readonly before: Limits | undefined;
  readonly after: Limits | undefined;
}

/** Before and after; alike where nothing changes. */
export interface Totals {
  readonly before: number;
  readonly after: number;
  /** Names of what is in neither number, because nobody knows how much it is. */
  readonly uncounted: { readonly before: readonly string[]; readonly after: readonly string[] };
}

export interface LimitChanges {
  /** Workloads whose replicas or GPUs differ. */
  readonly workloads: readonly LimitChange[];
  /** GPUs of all workloads when each has as many replicas as it may have. */
  readonly gpusAsked: Totals;
  /** Of the node pools; undefined where one side has no Terraform. */
  readonly pools: PoolLimitChanges | undefined;
}

export interface PoolLimitChanges {
  /** Node pools whose limits or GPUs differ. */
  readonly changed: readonly LimitChange[];
  /** Nodes, and GPUs, of all pools when they are as large as they may be. */
  readonly nodes: Totals;
  readonly gpus: Totals;
}

/** @param withPools whether both sides have their Terraform. */
export function limitChanges(
  before: DeploymentPicture,
  after: DeploymentPicture,
  withPools: boolean,
): LimitChanges {
  const [old, now] = [workloadLimits(before), workloadLimits(after)];
  return {
    workloads: changesOf(old, now),
    gpusAsked: totalsOf(old, now, gpusIn),
    pools: withPools ? poolChanges(poolLimits(before), poolLimits(after)) : undefined,
  };
}

export type NamedLimits = ReadonlyMap<string, Limits>;

function poolChanges(old: NamedLimits, now: NamedLimits): PoolLimitChanges {
  return {
    changed: changesOf(old, now),
    nodes: totalsOf(old, now, ({ most }) => most),
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

/** Of a pool without GPUs it does not matter how many nodes there are. */
function gpusIn({ most, gpusEach }: Limits): number | undefined {
  if (gpusEach === 0) return 0;
  return most === undefined || gpusEach === undefined ? undefined : most * gpusEach;
}

function changesOf(before: NamedLimits, after: NamedLimits): readonly LimitChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
    const [a, b] = [before.get(name), after.get(name)];
    const isSame =
      a !== undefined &&
      b !== undefined &&
      a.least === b.least &&
      a.most === b.most &&
      a.gpusEach === b.gpusEach &&
      (a.podsEach ?? 1) === (b.podsEach ?? 1);
    return isSame ? [] : [{ name, before: a, after: b }];
  });
}

/** Every node pool by its name. */
export function poolLimits(picture: DeploymentPicture): NamedLimits {
  return new Map(
    nodePoolsOf(picture).flatMap((pool) => {
      const { name, minCount, maxCount, json, resource } = pool;
      if (name === undefined) return [];
      const least = minCount ?? numberAt(json, 'node_count') ?? 0;
      const most = resource.isMultiple ? undefined : maxCount;
      return [[name, { least, most, gpusEach: gpusOfNode(pool) }] as const];
    }),
  );
}

/**
 * A definition may have sizes of its own, which are not in the table. Only those of the families N have GPUs
 * (learn.microsoft.com/azure/virtual-machines/vm-naming-conventions, 2026-11).
 */
function gpusOfNode({ vmSize, vmSizeName }: NodePool): number | undefined {
  if (vmSize !== undefined) return vmSize.gpu?.count ?? 0;
  return vmSizeName !== undefined && /^Standard_[^N]/i.test(vmSizeName) ? 0 : undefined;
}

/** What serves, what KEDA makes jobs of, and one run of each job that asks for GPUs. */
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
): Pick<Limits, 'least' | 'most'> | undefined {
  if (servingKinds.includes(owner.object.kind)) {
    const { minimum, maximum } = replicaLimitsOf(picture, owner);
    return { least: minimum, most: maximum };
  }
  const scaler = scalersOf(picture).find(({ found }) => found === owner);
  if (scaler !== undefined) return { least: scaler.minReplicas, most: scaler.maxReplicas };
  return ['CronJob', 'Job'].includes(owner.object.kind) && gpusEach > 0 ? { least: 0, most: 1 } : undefined;
}

/** Places of the spec of a Job, which runs as many pods at once as `parallelism` says. */
const jobs: Readonly<Record<string, string>> = {
  Job: 'spec',
  CronJob: 'spec.jobTemplate.spec',
  ScaledJob: 'spec.jobTargetRef',
};

function podsOfReplica({ object }: Pod['owner']): number {
  const job = jobs[object.kind];
  return numberAt(object, job === undefined ? 'spec.leaderWorkerTemplate.size' : `${job}.parallelism`) ?? 1;
}

/** A replica of a LeaderWorkerSet is a leader and its workers; the leader is as a worker where it has no template. */
function gpusOfReplica(pods: readonly Pod[]): number {
  const [first] = pods;
  const size = podsOfReplica(first!.owner);
  const worker = pods.find(({ path }) => path.endsWith('workerTemplate')) ?? first!;
  const leader = pods.find(({ path }) => path.endsWith('leaderTemplate')) ?? worker;
  return podGpus(leader) + (size - 1) * podGpus(worker);
}
