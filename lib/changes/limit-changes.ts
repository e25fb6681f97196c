import { type DeploymentPicture, describeObject } from '../check/deployment-picture';
import { numberAt } from '../check/json';
import { nodePoolsOf } from '../check/views/node-pools';
import { type Pod, podGpus, podsOf, servingKinds } from '../check/views/pods';
import { replicaLimitsOf } from '../check/views/replica-limits';
import { scalersOf } from '../check/views/scaled-objects';

/** How much there is of something, at least and at most. */
export interface Limits {
  readonly least: number;
  readonly most: number;
  /** GPUs of one of it; 0 for none. */
  readonly gpusEach: number;
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
    gpusAsked: { before: gpusOf(old), after: gpusOf(now) },
    pools: withPools ? poolChanges(poolLimits(before), poolLimits(after)) : undefined,
  };
}

export type NamedLimits = ReadonlyMap<string, Limits>;

function poolChanges(old: NamedLimits, now: NamedLimits): PoolLimitChanges {
  const nodesOf = (limits: NamedLimits) => [...limits.values()].reduce((sum, { most }) => sum + most, 0);
  return {
    changed: changesOf(old, now),
    nodes: { before: nodesOf(old), after: nodesOf(now) },
    gpus: { before: gpusOf(old), after: gpusOf(now) },
  };
}

function changesOf(before: NamedLimits, after: NamedLimits): readonly LimitChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
    const [a, b] = [before.get(name), after.get(name)];
    const isSame =
      a !== undefined &&
      b !== undefined &&
      a.least === b.least &&
      a.most === b.most &&
      a.gpusEach === b.gpusEach;
    return isSame ? [] : [{ name, before: a, after: b }];
  });
}

function gpusOf(limits: NamedLimits): number {
  return [...limits.values()].reduce((sum, { most, gpusEach }) => sum + most * gpusEach, 0);
}

/** Every node pool by its name. */
export function poolLimits(picture: DeploymentPicture): NamedLimits {
  return new Map(
    nodePoolsOf(picture).flatMap(({ name, minCount, maxCount, vmSize, json }) => {
      if (name === undefined || maxCount === undefined) return [];
      const least = minCount ?? numberAt(json, 'node_count') ?? 0;
      return [[name, { least, most: maxCount, gpusEach: vmSize?.gpu?.count ?? 0 }] as const];
    }),
  );
}

/** What serves, and what KEDA makes jobs of. A cron job runs one pod, or none. */
export function workloadLimits(picture: DeploymentPicture): NamedLimits {
  const owners = new Map<Pod['owner'], Pod[]>();
  for (const pod of podsOf(picture)) owners.set(pod.owner, [...(owners.get(pod.owner) ?? []), pod]);
  return new Map(
    [...owners].flatMap(([owner, pods]) => {
      const limits = replicasOf(picture, owner);
      if (limits === undefined) return [];
      return [[describeObject(owner.object), { ...limits, gpusEach: gpusOfReplica(pods) }] as const];
    }),
  );
}

function replicasOf(
  picture: DeploymentPicture,
  owner: Pod['owner'],
): Pick<Limits, 'least' | 'most'> | undefined {
  if (servingKinds.includes(owner.object.kind)) {
    const { least, most } = replicaLimitsOf(picture, owner);
    return { least, most };
  }
  const scaler = scalersOf(picture).find(({ found }) => found === owner);
  return scaler && { least: scaler.minReplicas, most: scaler.maxReplicas };
}

/** A replica of a LeaderWorkerSet is a leader and its workers; the leader is as a worker where it has no template. */
function gpusOfReplica(pods: readonly Pod[]): number {
  const [first] = pods;
  const size = numberAt(first!.owner.object, 'spec.leaderWorkerTemplate.size') ?? 1;
  const worker = pods.find(({ path }) => path.endsWith('workerTemplate')) ?? first!;
  const leader = pods.find(({ path }) => path.endsWith('leaderTemplate')) ?? worker;
  return podGpus(leader) + (size - 1) * podGpus(worker);
}
