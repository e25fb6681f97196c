import { runtimes } from '../engine/probes/probe-strategy';
import {
  anyOf,
  type CompleteOf,
  choice,
  type DefinitionOf,
  joined,
  list,
  literal,
  number,
  object,
  oneOf,
  type Schema,
  text,
} from '../values/schema';
import { scalingSchema } from './scaling-definition';
import {
  type ApplicationDefinition,
  application,
  type CompleteApplication,
  resourcesSchema,
  workload,
} from './workload-definition';

const threadHealth = object({
  /**
   * A separate thread or process answers health requests on a port of its own: always 200 on the
   * live path, 503 on the ready path while the application is busy.
   */
  type: literal('thread'),
  /**
   * Port that the thread listens on, 1024 to 65535. The container gets it as `HEALTH_PORT`.
   * @default 8001, next to the default port of the application
   */
  port: number.default(8001),
});

const heartbeatHealth = object({
  /**
   * A thread touches a file regularly, and the liveness probe checks the age of the file. The
   * container gets the path as `HEARTBEAT_FILE`. Readiness stays on the port of the application.
   */
  type: literal('heartbeat'),
  /**
   * Interval in seconds, 1 to 300, in which the thread touches the file.
   * @default 10: without `maxPauseSeconds`, the file then counts as stale after 30 seconds
   */
  everySeconds: number.optional(),
  /**
   * Longest time in seconds, 0 to 3600, that work stops every thread of the process, for example a
   * library that holds Python's interpreter lock.
   * @default 0, no such work
   */
  maxPauseSeconds: number.default(0),
  /**
   * Age of the file in seconds, 1 to 7200, at which the process counts as dead.
   * @default `maxPauseSeconds` plus three intervals: one missed touch is a busy node, three are a
   * process that hangs
   */
  maxAgeSeconds: number.optional(),
});

export const healthSchema = oneOf('type', [threadHealth, heartbeatHealth]);

/**
 * How an application reports its health while it is busy; docs/probes.md explains when each form is
 * needed.
 */
export type HealthDefinition = DefinitionOf<typeof healthSchema>;

const httpApp = object({
  /**
   * CPU and memory of each pod.
   * @default 500m CPU and 1Gi of memory, enough for an API without a model of its own
   */
  resources: resourcesSchema.default({ cpu: '500m', memory: '1Gi' }),
  /**
   * Port that the container listens on, 1024 to 65535: containers run without privileges. The
   * Service always has port 80.
   * @default 8000, the default of uvicorn
   */
  port: number.default(8000),
  /**
   * Number of replicas, 1 to 1000. Not allowed together with `scaling`.
   * @default 2, so that one node can be drained without an outage
   */
  replicas: number.optional(),
  /**
   * How KEDA scales the application.
   * @default none: the number of replicas is fixed
   */
  scaling: scalingSchema.optional(),
  /**
   * Longest time in seconds, 1 to 3600, that one request occupies the process. It sets the grace
   * period and, without `health`, the timeout of the liveness probe.
   * @default 30, the period of the liveness probe: a longer timeout delays the restart of a process
   * that hangs
   */
  maxProcessingSeconds: number.default(30),
  /**
   * Runtime of the process. If set, synth checks whether the process can answer health requests
   * during a long request: Python and Node.js cannot.
   * @default unknown, which disables the check
   */
  runtime: choice(runtimes).optional(),
  /**
   * How the application reports its health while it is busy.
   * @default the application answers health requests on its own port
   */
  health: healthSchema.optional(),
  /**
   * Time in seconds, 1 to 3600, from the start of the process until it is ready. The startup probe
   * waits three times as long.
   * @default 60, the delay of the example in docs/probes.md; the startup probe then waits 180
   * seconds
   */
  startupSeconds: number.default(60),
  /**
   * Paths of the probes.
   * @default `/health/live` and `/health/ready`: two paths, because a busy process must not be
   * restarted
   */
  healthPaths: object({
    /** Path of the liveness and startup probes. Returns 200 as long as the process works. */
    live: text,
    /** Path of the readiness probe. Returns 200 when the process can take requests. */
    ready: text,
  }).default({ live: '/health/live', ready: '/health/ready' }),
});

/**
 * An HTTP application: FastAPI or any other image that answers HTTP requests. Runs on a node pool
 * with the role `cpu`.
 */
export interface HttpAppDefinition extends DefinitionOf<typeof httpApp>, ApplicationDefinition {}
/** An HTTP application with defaults filled in. */
export interface CompleteHttpApp extends CompleteOf<typeof httpApp>, CompleteApplication {}
export const httpAppSchema: Schema<HttpAppDefinition, CompleteHttpApp> = joined(
  joined(workload, application),
  httpApp,
);

const agentApp = object({
  /**
   * CPU and memory of each pod.
   * @default 1 CPU and 2Gi of memory: a LangGraph server keeps the state of its runs in memory
   */
  resources: resourcesSchema.default({ cpu: '1', memory: '2Gi' }),
  /**
   * Number of replicas, 1 to 1000. Not allowed together with `scaling`.
   * @default 2, so that one node can be drained without an outage
   */
  replicas: number.optional(),
  /**
   * How KEDA scales the application.
   * @default none: the number of replicas is fixed
   */
  scaling: scalingSchema.optional(),
  /**
   * Name of the Key Vault secret with the connection URI of the PostgreSQL database for threads and
   * checkpoints.
   * @default `<name>-database-uri`
   */
  databaseUriSecret: text.optional(),
  /**
   * Name of the Key Vault secret with the connection URI of the Redis server that streams pass
   * through.
   * @default `<name>-redis-uri`
   */
  redisUriSecret: text.optional(),
  /**
   * Licence of the LangGraph server. Its image verifies the licence when it starts, at
   * `https://beacon.langchain.com`:
   *
   * - `licenseKeySecret`: name of the Key Vault secret with a licence key, the variable
   *   `LANGGRAPH_CLOUD_LICENSE_KEY`.
   * - `langSmithApiKeySecret`: name of the Key Vault secret with the API key of a LangSmith account
   *   that includes the server, the variable `LANGSMITH_API_KEY`.
   * - `'none'`: the image verifies none, for example one with a server of your own.
   *
   * @default a licence key in the secret `<name>-license-key`: without one of the keys, the server
   * exits when it starts
   */
  licence: anyOf([
    literal('none'),
    object({
      /** Name of the Key Vault secret with the licence key. */
      licenseKeySecret: text,
    }),
    object({
      /** Name of the Key Vault secret with the LangSmith API key. */
      langSmithApiKeySecret: text,
    }),
  ]).optional(),
  /**
   * Longest time in seconds, 1 to 3600, that one run of a graph takes. It sets the grace period of
   * the pods.
   * @default 300: runs take minutes, and the grace period stays below the 600 seconds that the
   * cluster autoscaler waits
   */
  maxRunSeconds: number.default(300),
  /**
   * Time in seconds, 1 to 3600, from the start of the process until it is ready. The startup probe
   * waits three times as long.
   * @default 120, because a LangGraph server migrates its database before it listens
   */
  startupSeconds: number.default(120),
});

/**
 * A LangGraph server: agents whose runs take minutes and stream their output. Runs on a node pool
 * with the role `cpu`.
 */
export interface AgentAppDefinition extends DefinitionOf<typeof agentApp>, ApplicationDefinition {}
/** A LangGraph server with defaults filled in. */
export interface CompleteAgentApp extends CompleteOf<typeof agentApp>, CompleteApplication {}
export const agentAppSchema: Schema<AgentAppDefinition, CompleteAgentApp> = joined(
  joined(workload, application),
  agentApp,
);

const queueWorker = object({
  /**
   * CPU and memory of each pod.
   * @default 500m CPU and 1Gi of memory, enough for a process without a model of its own
   */
  resources: resourcesSchema.default({ cpu: '500m', memory: '1Gi' }),
  /**
   * Name of the queue of `serviceBus` that the worker receives from.
   * @default none: the worker then needs `subscription`
   */
  queue: text.optional(),
  /**
   * Subscription that the worker receives from.
   * @default none: the worker then needs `queue`
   */
  subscription: object({
    /** Name of a topic of `serviceBus`. */
    topic: text,
    /** Name of a subscription of the topic. */
    name: text,
  }).optional(),
  /**
   * Longest time in seconds, 1 to 604800, that one job takes. Lock, delivery count, grace period
   * and workload kind follow from it; see docs/queue-worker.md.
   */
  maxJobSeconds: number,
  /**
   * Number of jobs, 1 to 1000, that one replica works on at the same time.
   * @default 1, because most jobs use the CPU or GPU fully
   */
  concurrency: number.optional(),
  /**
   * - `deployment`: replicas that stay, and take one message after another.
   * - `job`: a Kubernetes Job for each batch of messages, which the cluster autoscaler does not
   *   interrupt.
   *
   * @default `deployment` for jobs up to 570 seconds, otherwise `job`: the cluster autoscaler kills
   * a pod 600 seconds after it starts to remove the node
   */
  mode: choice(['deployment', 'job']).optional(),
  /**
   * Number of GPUs of each replica, 1 to 8. Required on a node pool with the role `gpu`, not
   * allowed on others.
   * @default none
   */
  gpus: number.optional(),
  /**
   * Minimum number of replicas.
   * @default 0, because an empty queue needs no worker
   */
  minReplicas: number.default(0),
  /** Maximum number of replicas, 1 to 10000. */
  maxReplicas: number,
  /**
   * Time in seconds, 1 to 86400, that a message may wait while all replicas are running. A longer
   * time means fewer replicas for short jobs.
   * @default 60, so that only jobs of at most 30 seconds wait behind another job
   */
  acceptableWaitSeconds: number.optional(),
  /**
   * Time in seconds, 1 to 7200, from the start of the process to its first heartbeat, including the
   * time to load a model. The startup probe waits three times as long.
   * @default 60, as for an HTTP application; a worker that loads a model needs longer
   */
  startupSeconds: number.optional(),
  /**
   * Longest time in seconds, 1 to 100, that work stops every thread of the process, including the
   * one that sends heartbeats.
   * @default 30: the worker then counts as dead 60 seconds after its last heartbeat
   */
  maxPauseSeconds: number.optional(),
});

/**
 * A worker that receives messages from Service Bus. Its probes, scaling and grace period follow
 * from how long a job takes. Runs on a node pool with the role `cpu` or `gpu`.
 */
export interface QueueWorkerDefinition extends DefinitionOf<typeof queueWorker>, ApplicationDefinition {}
/** A queue worker with defaults filled in. */
export interface CompleteQueueWorker extends CompleteOf<typeof queueWorker>, CompleteApplication {}
export const queueWorkerSchema: Schema<QueueWorkerDefinition, CompleteQueueWorker> = joined(
  joined(workload, application),
  queueWorker,
);

const cronJob = object({
  /**
   * CPU and memory of each pod.
   * @default 500m CPU and 1Gi of memory, enough for a process without a model of its own
   */
  resources: resourcesSchema.default({ cpu: '500m', memory: '1Gi' }),
  /** Start times as a cron expression with five fields: `0 2 * * *`. */
  schedule: text,
  /**
   * IANA name of the time zone of `schedule`: `Asia/Seoul`.
   * @default the time zone of `azure.location`; required in a region that the platform does not
   * know
   */
  timeZone: text.optional(),
  /**
   * Longest time in seconds, 1 to 604800, that one run takes. Kubernetes ends a run that takes
   * longer.
   */
  maxRunSeconds: number,
  /**
   * Number of GPUs of the pod, 1 to 8. Required on a node pool with the role `gpu`, not allowed on
   * others.
   * @default none
   */
  gpus: number.optional(),
  /**
   * Number of retries after a failed run, 0 to 10.
   * @default 1, for a node that fails or a spot node that is evicted
   */
  retries: number.default(1),
});

/**
 * A job that runs on a schedule, such as an evaluation. Runs on a node pool with the role `cpu` or
 * `gpu`.
 */
export interface CronJobDefinition extends DefinitionOf<typeof cronJob>, ApplicationDefinition {}
/** A scheduled job with defaults filled in. */
export interface CompleteCronJob extends CompleteOf<typeof cronJob>, CompleteApplication {}
export const cronJobSchema: Schema<CronJobDefinition, CompleteCronJob> = joined(
  joined(workload, application),
  cronJob,
);

/**
 * Fields of a platform's definition that list its applications, in the order in which synth
 * resolves them.
 */
export const applicationLists = object({
  /**
   * HTTP applications.
   * @default none
   */
  httpApps: list(httpAppSchema).default([]),
  /**
   * LangGraph servers.
   * @default none
   */
  agentApps: list(agentAppSchema).default([]),
  /**
   * Workers that receive messages from Service Bus.
   * @default none
   */
  queueWorkers: list(queueWorkerSchema).default([]),
  /**
   * Jobs that run on a schedule.
   * @default none
   */
  cronJobs: list(cronJobSchema).default([]),
});
