import type { RunbookTopic } from './runbook-topics';

/**
 * 1: error, 2: warning, 3: informational, 4: verbose. Azure's 0 (critical) is not available:
 * azurerm treats a 0 of a Prometheus rule as unset, and the rule becomes informational
 * (`monitor_alert_prometheus_rule_group_resource.go`, `GetOk("severity")`; 2026-11).
 */
export type AlertSeverity = 1 | 2 | 3 | 4;

/**
 * Data source of an alert:
 * - `prometheus`: series of managed Prometheus.
 * - `service-bus`: metrics of a namespace in Azure Monitor.
 * - `logs`: events and logs that Container insights sends to the Log Analytics workspace.
 */
export type AlertSignal = 'prometheus' | 'service-bus' | 'logs';

/** Properties that all alerts of a kind share. */
export interface AlertKindFacts {
  readonly severity: AlertSeverity;
  readonly signal: AlertSignal;
  readonly topic: RunbookTopic;
  /** Object that has one such alert. */
  readonly each: string;
  /** Condition under which it fires. */
  readonly fires: string;
  /** Reason for its waiting time or its threshold. */
  readonly reason: string;
}

/**
 * Every kind of alert. The key is the end of the alert's name, and its name in the definition.
 * docs/monitoring.md contains this table.
 */
export const alertKinds = {
  stalled: {
    severity: 1,
    signal: 'prometheus',
    topic: 'modelServerHangs',
    each: 'vLLM server',
    fires: 'a replica has requests, and its engine has not completed a step',
    reason: 'the prefill of one prompt of maximum length, and two minutes to compile a kernel',
  },
  unavailable: {
    severity: 1,
    signal: 'prometheus',
    topic: 'modelDoesNotLoad',
    each: 'workload with replicas',
    fires: 'the workload requires replicas, and none is ready',
    reason: 'the time for a new node, the image pull and the startup probe',
  },
  'crash-loop': {
    severity: 1,
    signal: 'prometheus',
    topic: 'podsRestart',
    each: 'workload with replicas',
    fires:
      'a container waits in CrashLoopBackOff; or a group on several nodes restarted three times within an hour, or once more than it has nodes',
    reason: 'five attempts with their back-off; a dependency that recovers within them is no crash loop',
  },
  restarts: {
    severity: 2,
    signal: 'prometheus',
    topic: 'podsRestart',
    each: 'workload with replicas',
    fires:
      'a container, or a group on several nodes, restarted three times within the time of three starts, at least an hour',
    reason: 'a single restart recovers by itself; repeated restarts do not',
  },
  'pods-pending': {
    severity: 2,
    signal: 'prometheus',
    topic: 'podsPending',
    each: 'workload',
    fires: 'a pod has no node, or the kubelet cannot create its containers: image, volume or secret',
    reason: 'the time for a new node and the image pull, and ten minutes',
  },
  'requests-wait': {
    severity: 2,
    signal: 'prometheus',
    topic: 'requestsQueueUp',
    each: 'vLLM server',
    fires:
      'each ready replica has twice as many waiting requests as the target of the scaler, and no further replica is starting',
    reason: 'two scale-up periods, at least 15 minutes; no further replica starts after that',
  },
  'kv-cache-full': {
    severity: 2,
    signal: 'prometheus',
    topic: 'requestsQueueUp',
    each: 'vLLM server',
    fires: 'a replica uses more than 90 % of its KV cache, and requests wait or were preempted',
    reason: 'two scale-up periods, at least 15 minutes; a full cache without waiting requests is normal',
  },
  'scaler-fails': {
    severity: 2,
    signal: 'prometheus',
    topic: 'scalerCannotReadMetric',
    each: 'ScaledObject',
    fires: 'the autoscaler cannot read a required metric while replicas are ready',
    reason: 'longer than a restart of KEDA or of the metric source, or a network interruption',
  },
  'scaler-events': {
    severity: 2,
    signal: 'logs',
    topic: 'scalerCannotReadMetric',
    each: 'cluster',
    fires: 'KEDA reports a failing scaler that has to start a first replica, create Jobs, or use a fallback',
    reason: 'three reports in 15 minutes; KEDA retries after a single failure',
  },
  'token-refused': {
    severity: 1,
    signal: 'logs',
    topic: 'federatedTokenRejected',
    each: 'cluster',
    fires:
      'Entra ID rejects the token of a ServiceAccount: for KEDA, for a Key Vault volume, or in the log of a workload',
    reason: 'the first rejection; a federated credential that does not match never recovers',
  },
  'pool-at-maximum': {
    severity: 2,
    signal: 'prometheus',
    topic: 'gpuPoolAtMaximum',
    each: 'GPU pool',
    fires: 'the pool has its maximum number of nodes, and pods that request its GPUs have no node',
    reason: 'the time that another pool may take to add a node, and ten minutes',
  },
  'node-not-ready': {
    severity: 2,
    signal: 'prometheus',
    topic: 'gpuNodeUnhealthy',
    each: 'GPU pool',
    fires: 'a node exists and is not ready',
    reason:
      'the time that the cluster autoscaler waits for a node; upgrades, evictions and repairs end within it',
  },
  'gpus-missing': {
    severity: 2,
    signal: 'prometheus',
    topic: 'gpuNodeUnhealthy',
    each: 'GPU pool',
    fires: 'a node offers fewer GPUs than its VM size has: driver, device plugin, or a lost GPU',
    reason: 'the time that the cluster autoscaler waits for a node with its driver, and ten minutes',
  },
  'queue-backlog': {
    severity: 2,
    signal: 'service-bus',
    topic: 'queueBacklogGrows',
    each: 'queue or topic that scales a workload',
    fires: 'the number of active messages never falls to what all replicas process together',
    reason:
      'an hour, or longer for a long cold start and job; within it, the replicas process a burst, or more replicas are required',
  },
  'dead-letters': {
    severity: 2,
    signal: 'service-bus',
    topic: 'deadLetters',
    each: 'namespace, reported per queue or topic',
    fires: 'a dead-letter queue contains a message',
    reason: 'immediately; no worker processes a dead letter',
  },
} as const satisfies Readonly<Record<string, AlertKindFacts>>;

export type AlertKind = keyof typeof alertKinds;

/** Names of all kinds, in order. */
export const alertKindNames = Object.keys(alertKinds) as readonly AlertKind[];
