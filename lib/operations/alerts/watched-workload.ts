import type { RunbookTopic } from '../../facts/runbook-topics';

/** Workload with alerts. */
export interface WatchedWorkload {
  /** Name of its Deployment, LeaderWorkerSet, ScaledJob or CronJob. */
  readonly name: string;
  readonly namespace: string;
  /**
   * Kind of the owner of its pods. Pods of a `Job` end, so it has no required replicas.
   *
   * @default 'Deployment'
   */
  readonly kind?: WatchedKind;
  /** Longest start that its startup probe allows, seconds. */
  readonly startupBudgetSeconds: number;
  /**
   * Whether its pods run on GPU nodes.
   *
   * @default false
   */
  readonly gpu?: boolean;
  /**
   * Minutes that the cluster autoscaler waits for a node.
   *
   * @default 20 for GPU nodes, 4 for others
   */
  readonly nodeProvisionMinutes?: number;
  /**
   * Whether pending pods are expected, because its pools allow more requests than they can have
   * nodes.
   *
   * @default false
   */
  readonly mayWait?: boolean;
  /**
   * Nodes per group of a LeaderWorkerSet.
   *
   * @default 2: the minimum of a group
   */
  readonly nodes?: number;
  /**
   * Whether Container insights keeps the logs of deleted pods. Only texts about a group use it,
   * because a restart deletes its pods.
   *
   * @default false
   */
  readonly logsAreKept?: boolean;
  /**
   * Entry of the runbook for a workload without ready replicas.
   *
   * @default 'podsRestart'
   */
  readonly unavailableTopic?: RunbookTopic;
  /**
   * Name of its ScaledObject.
   *
   * @default none
   */
  readonly scaledObject?: string;
}

export type WatchedKind = 'Deployment' | 'LeaderWorkerSet' | 'Job';

/** Properties that identify the replicas of a workload. */
export type ReplicaOwner = Pick<WatchedWorkload, 'name' | 'namespace' | 'kind'>;
