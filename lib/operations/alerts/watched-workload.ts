import type { RunbookTopic } from '../../facts/runbook-topics';

/** A workload that somebody wants to be told about. */
export interface WatchedWorkload {
  /** Name of its Deployment, LeaderWorkerSet, ScaledJob or CronJob. */
  readonly name: string;
  readonly namespace: string;
  /** `Job`: its pods end; it has no replicas that have to be there. Default: `Deployment`. */
  readonly kind?: WatchedKind;
  /** Longest start of its container that is waited for, seconds: that of its startup probe. */
  readonly startupBudgetSeconds: number;
  /** Whether its pods wait for GPU nodes. Default: no. */
  readonly gpu?: boolean;
  /** How long the cluster autoscaler waits for a node, minutes. Default: 20 for GPU nodes, 4 for others. */
  readonly nodeProvisionMinutes?: number;
  /** Its pods may wait their turn: its pools have more asked of them than they may grow to. Default: no. */
  readonly mayWait?: boolean;
  /** Nodes of a group, of a LeaderWorkerSet. Default: 2. */
  readonly nodes?: number;
  /** Whether the logs of pods that are gone are kept: Container insights. Told of a group, whose pods go with their logs. Default: no. */
  readonly logsAreKept?: boolean;
  /** Entry of the runbook for when no replica of it is ready. Default: `podsRestart`. */
  readonly unavailableTopic?: RunbookTopic;
  /** Name of its ScaledObject. Default: none. */
  readonly scaledObject?: string;
}

export type WatchedKind = 'Deployment' | 'LeaderWorkerSet' | 'Job';

/** What of a workload its replicas are known by. */
export type ReplicaOwner = Pick<WatchedWorkload, 'name' | 'namespace' | 'kind'>;
