import type { RunbookTopic } from './runbook-topics';

/**
 * 1: error, 2: warning, 3: informational, 4: verbose. Azure's 0, critical, cannot be had: for a Prometheus rule azurerm takes it for "not
 * given", and the rule becomes informational (`monitor_alert_prometheus_rule_group_resource.go`, `GetOk("severity")`; 2026-11).
 */
export type AlertSeverity = 1 | 2 | 3 | 4;

/**
 * What an alert reads:
 * - `prometheus`: series of managed Prometheus.
 * - `service-bus`: metrics that Azure Monitor has of a namespace.
 * - `logs`: events and logs that Container insights brings to the Log Analytics workspace.
 */
export type AlertSignal = 'prometheus' | 'service-bus' | 'logs';

/** What is the same for every alert of a kind. */
export interface AlertKindFacts {
  readonly severity: AlertSeverity;
  readonly signal: AlertSignal;
  readonly topic: RunbookTopic;
  /** For whom there is one of it. */
  readonly each: string;
  /** What is so when it fires. */
  readonly fires: string;
  /** Why it waits as long as it does, or why its limit is where it is. */
  readonly reason: string;
}

/**
 * Every kind of alert. The key ends the name of the alert and is its name in the definition; docs/monitoring.md is made from this.
 */
export const alertKinds = {
  stalled: {
    severity: 1,
    signal: 'prometheus',
    topic: 'modelServerStandsStill',
    each: 'vLLM server',
    fires: 'a replica has requests, and its engine has made no step',
    reason: 'the prefill of one longest prompt, and two minutes for a kernel that is compiled',
  },
  unavailable: {
    severity: 1,
    signal: 'prometheus',
    topic: 'modelDoesNotLoad',
    each: 'workload with replicas',
    fires: 'replicas are wanted and none is ready',
    reason: 'a new node, the pull of the image, and all that the startup probe waits for',
  },
  'crash-loop': {
    severity: 1,
    signal: 'prometheus',
    topic: 'podsRestart',
    each: 'workload with replicas',
    fires:
      'a container waits in CrashLoopBackOff; of a model over several nodes, a group was started anew three times within an hour, or once more than it has nodes',
    reason: 'five tries with their back-off; a dependency that comes back within them is no crash loop',
  },
  restarts: {
    severity: 2,
    signal: 'prometheus',
    topic: 'podsRestart',
    each: 'workload with replicas',
    fires:
      'a container, or a group over several nodes, has been restarted three times within the time of three starts, at least an hour',
    reason: 'one restart heals by itself; one that comes back before the start before has paid off does not',
  },
  'pods-pending': {
    severity: 2,
    signal: 'prometheus',
    topic: 'podsPending',
    each: 'workload',
    fires: 'a pod has no node, or its containers cannot be made: image, volume, secret',
    reason: 'what a new node and the pull of the image take, and ten minutes',
  },
  'requests-wait': {
    severity: 2,
    signal: 'prometheus',
    topic: 'requestsWait',
    each: 'vLLM server',
    fires:
      'each ready replica has twice as many waiting requests as one is scaled by, and no further replica is on its way',
    reason: 'two periods of scaling up, at least 15 minutes: after that no further replica comes',
  },
  'kv-cache-full': {
    severity: 2,
    signal: 'prometheus',
    topic: 'requestsWait',
    each: 'vLLM server',
    fires: 'a replica has more than 90 % of its KV cache in use, and requests wait or have been preempted',
    reason:
      'two periods of scaling up, at least 15 minutes; a full cache that nobody waits for is a cache that is used',
  },
  'scaler-fails': {
    severity: 2,
    signal: 'prometheus',
    topic: 'scalerWithoutMetric',
    each: 'ScaledObject',
    fires: 'the autoscaler cannot read a metric that it needs, while replicas are ready',
    reason: 'longer than the restart of KEDA, of the source of the metric, or of its network takes',
  },
  'scaler-events': {
    severity: 2,
    signal: 'logs',
    topic: 'scalerWithoutMetric',
    each: 'cluster',
    fires: 'KEDA reports that a scaler fails which may have to wake a first replica, make Jobs, or fall back',
    reason: 'three reports in 15 minutes: one that fails once is asked again',
  },
  'token-refused': {
    severity: 1,
    signal: 'logs',
    topic: 'federatedTokenRefused',
    each: 'cluster',
    fires:
      'Entra ID refuses the token of a ServiceAccount: for KEDA, for a volume of the Key Vault, or in the log of a workload',
    reason: 'the first one: a federated credential that does not match never does',
  },
  'pool-at-maximum': {
    severity: 2,
    signal: 'prometheus',
    topic: 'gpuPoolAtMaximum',
    each: 'GPU pool',
    fires: 'the pool has as many nodes as it may, and pods that ask for its GPUs have no node',
    reason: 'as long as another pool may take for a node, and ten minutes',
  },
  'node-not-ready': {
    severity: 2,
    signal: 'prometheus',
    topic: 'gpuNodeStuck',
    each: 'GPU pool',
    fires: 'a node is there and not ready',
    reason:
      'as long as the cluster autoscaler waits for a node; upgrades, evictions and repairs are over by then',
  },
  'gpus-missing': {
    severity: 2,
    signal: 'prometheus',
    topic: 'gpuNodeStuck',
    each: 'GPU pool',
    fires: 'a node offers fewer GPUs than its size has: driver, device plugin, or a GPU that is lost',
    reason: 'as long as the cluster autoscaler waits for a node with its driver, and ten minutes',
  },
  'queue-backlog': {
    severity: 2,
    signal: 'service-bus',
    topic: 'queueNotWorkedOff',
    each: 'queue or topic that a workload is scaled by',
    fires: 'there have always been more active messages than all replicas together take',
    reason:
      'an hour, or longer where a cold start and a job are: a burst is worked off, or more replicas are needed',
  },
  'dead-letters': {
    severity: 2,
    signal: 'service-bus',
    topic: 'deadLetters',
    each: 'namespace, told by queue or topic',
    fires: 'there is a message in a dead-letter queue',
    reason: 'at once: each is work that nobody will do',
  },
} as const satisfies Readonly<Record<string, AlertKindFacts>>;

export type AlertKind = keyof typeof alertKinds;

/** The names of all kinds, in order. */
export const alertKindNames = Object.keys(alertKinds) as readonly AlertKind[];
