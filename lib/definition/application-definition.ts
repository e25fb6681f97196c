import type { Runtime } from '../engine/probes/probe-strategy';
import type { ScalingDefinition } from './scaling-definition';
import type { ApplicationDefinition } from './workload-definition';

/** Who answers for an application's health (docs/probes.md). */
export type HealthDefinition =
  /** A thread (or process) of its own, on a port of its own: always 200 for "lives", 503 for "ready" while busy. */
  | {
      readonly type: 'thread';
      /** Given to the container as `HEALTH_PORT`. Default: 8001. */
      readonly port?: number;
    }
  /** A file that a thread touches, given to the container as `HEARTBEAT_FILE`; "ready" stays with the application's own port. */
  | {
      readonly type: 'heartbeat';
      /** How often it is touched, seconds. Default: 10. */
      readonly everySeconds?: number;
      /** Longest time that work keeps every thread of the process from running, seconds. Default: 0. */
      readonly maxPauseSeconds?: number;
      /** Age from which the process counts as dead, seconds. Default: `maxPauseSeconds` and three beats. */
      readonly maxAgeSeconds?: number;
    };

/** An HTTP application: FastAPI, any image. On a pool with the role `cpu`. */
export interface HttpAppDefinition extends ApplicationDefinition {
  /** Port of the container. Default: 8000. The Service has port 80. */
  readonly port?: number;
  /** Replicas without `scaling`. Default: 2. */
  readonly replicas?: number;
  readonly scaling?: ScalingDefinition;
  /** Longest time that one request occupies the process, in seconds; sets the liveness timeout unless `health` is said. Default: 30. */
  readonly maxProcessingSeconds?: number;
  /**
   * What the process runs on. With it the way in which health is answered is checked against the length of a request: work on Python or
   * Node.js keeps the process from answering. Default: not known, and nothing is said about it.
   */
  readonly runtime?: Runtime;
  /** Default: the application itself, on its own port. */
  readonly health?: HealthDefinition;
  /** Time from start to ready, in seconds; sets the startup probe. Default: 60. */
  readonly startupSeconds?: number;
  /** Default: `/health/live` and `/health/ready`. */
  readonly healthPaths?: { readonly live: string; readonly ready: string };
}

/** A LangGraph server: agents whose runs take minutes and stream. On a pool with the role `cpu`. */
export interface AgentAppDefinition extends ApplicationDefinition {
  /** Replicas without `scaling`. Default: 2. */
  readonly replicas?: number;
  readonly scaling?: ScalingDefinition;
  /** Key Vault secret with the address of the PostgreSQL database of threads and checkpoints. Default: `<name>-database-uri`. */
  readonly databaseUriSecret?: string;
  /** Key Vault secret with the address of the Redis that streams pass through. Default: `<name>-redis-uri`. */
  readonly redisUriSecret?: string;
  /** Longest time that one run of the graph takes, in seconds: that long a pod may take to end. Default: 300. */
  readonly maxRunSeconds?: number;
  /** Time from start to ready, in seconds; sets the startup probe. Default: 120. */
  readonly startupSeconds?: number;
}

/** A consumer of a queue. Everything about its pods follows from how long a job takes. On a pool with the role `cpu` or `gpu`. */
export interface QueueWorkerDefinition extends ApplicationDefinition {
  /** A queue of the platform's Service Bus. Either this or `subscription`. */
  readonly queue?: string;
  /** A subscription of a topic of the platform's Service Bus. */
  readonly subscription?: { readonly topic: string; readonly name: string };
  /** How long one job takes at most, in seconds. */
  readonly maxJobSeconds: number;
  /** Jobs that one replica works on at the same time. Default: 1. */
  readonly concurrency?: number;
  /**
   * `deployment`: replicas that stay and take one message after the other. `job`: a Kubernetes Job for each batch of messages,
   * which nothing ends before it is done. Default: `deployment` as long as a pod can finish a job before it is killed.
   */
  readonly mode?: 'deployment' | 'job';
  /** GPUs of each replica, on a pool with GPUs. Default: none. */
  readonly gpus?: number;
  /** Default: 0: an empty queue needs no worker. */
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  /** How long a message may wait for its turn once the replicas are there, in seconds. Default: 60. */
  readonly acceptableWaitSeconds?: number;
  /** From start to the first heartbeat, in seconds: loading a model counts. Default: 60. */
  readonly startupSeconds?: number;
  /** Longest time that work keeps every thread of the process from running, in seconds. Default: 30. */
  readonly maxPauseSeconds?: number;
}

/** A job by the clock: evaluation, batch embedding. On a pool with the role `cpu` or `gpu`. */
export interface CronJobDefinition extends ApplicationDefinition {
  /** Five fields: `0 2 * * *`. */
  readonly schedule: string;
  /** IANA name: `Asia/Seoul`. Default: `Etc/UTC`. */
  readonly timeZone?: string;
  /** How long a run takes at most, in seconds; then it is ended. */
  readonly maxRunSeconds: number;
  /** GPUs of the pod, on a pool with GPUs. Default: none. */
  readonly gpus?: number;
  /** Tries after the first that failed. Default: 1. */
  readonly retries?: number;
}
