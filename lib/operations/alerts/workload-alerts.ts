import { promQlText } from '../../engine/inference/vllm-metrics';
import { coldStartOf } from '../../engine/scaling/cold-start';
import { podNamePattern } from '../../engine/scheduling/pod-name-pattern';
import type { RunbookTopic } from '../../facts/runbook-topics';
import { type AlertRule, alertRule } from './alert-rule';
import { groupStartsAgain } from './group-starts';
import { replicaSeries } from './replica-series';
import { scalerFails } from './scaler-alert';
import type { WatchedWorkload } from './watched-workload';

/**
 * Alerts of a workload: no replica is ready, its pods restart or stay pending, or its scaler fails.
 */
export function workloadAlertRules(workload: WatchedWorkload): readonly AlertRule[] {
  if (workload.kind === 'Job') return [podsPending(workload)];
  return [
    unavailable(
      workload,
      workload.unavailableTopic ?? 'podsRestart',
      'Read the events of its pods, and the log of the previous container.',
    ),
    crashLoop(workload),
    restarts(workload),
    podsPending(workload),
    ...(workload.scaledObject === undefined ? [] : [scalerFails(workload, workload.scaledObject)]),
  ];
}

/**
 * Time before the container starts, minutes: a new node, with its driver for GPUs, and the image
 * pull.
 */
function nodeAndPullMinutes({ gpu = false, nodeProvisionMinutes = 0 }: WatchedWorkload): number {
  const { nodeSeconds, imagePullSeconds } = coldStartOf({ gpu, startupSeconds: 0 });
  return Math.ceil(Math.max(nodeSeconds / 60, nodeProvisionMinutes) + imagePullSeconds / 60);
}

/** No required replica is ready for longer than a new node, the image pull and the start take. */
export function unavailable(workload: WatchedWorkload, topic: RunbookTopic, look: string): AlertRule {
  const { name, namespace, startupBudgetSeconds } = workload;
  const { by, desired, ready } = replicaSeries(workload);
  const forMinutes = Math.ceil(startupBudgetSeconds / 60) + nodeAndPullMinutes(workload);
  return alertRule('unavailable', name, {
    topic,
    expression: `${ready} == 0 and on ${by} ${desired} > 0`,
    forMinutes,
    summary: `${name} has no ready replica`,
    description:
      `No replica of ${name} in ${namespace} has been ready for ${forMinutes} minutes, longer than a new node, ` +
      `the image pull and the start take. ${look}`,
  });
}

/** Five attempts with the back-off between them: 10, 20, 40, 80 and 160 seconds. */
const crashLoopMinutes = 10;
/** A group has no back-off, and loads its model at each start. */
const groupCrashLoopMinutes = 60;

/**
 * The state exists only between two attempts, so the range covers the time that one attempt takes
 * to fail.
 */
export function crashLoop(workload: WatchedWorkload): AlertRule {
  const { name, namespace } = workload;
  const waiting = `kube_pod_container_status_waiting_reason${podLabels(workload, 'reason="CrashLoopBackOff"')}`;
  return alertRule('crash-loop', name, {
    expression: orGroup(
      `max by (namespace, pod, container) (max_over_time(${waiting}[5m])) >= 1`,
      workload,
      groupCrashLoopMinutes,
    ),
    forMinutes: crashLoopMinutes,
    summary: `${name} is in a crash loop`,
    description:
      `A container of ${name} in ${namespace} repeatedly ends shortly after its start${withItsGroup(workload)}. ` +
      `${readPreviousLog(workload)}. If a new version caused it, revert the commit.`,
  });
}

/** Three restarts, with a margin of one half for the extrapolation of `increase`. */
const manyRestarts = 2.5;

/**
 * A container with a long start is rarely in CrashLoopBackOff, but Kubernetes counts its restarts.
 * Three restarts within the time of three starts mean that it does nothing but start. A rollout, a
 * spot eviction or a scale-down deletes the pod together with its count.
 */
export function restarts(workload: WatchedWorkload): AlertRule {
  const { name, namespace, startupBudgetSeconds } = workload;
  const minutes = Math.max(60, Math.ceil((3 * startupBudgetSeconds) / 60));
  const counts = `kube_pod_container_status_restarts_total${podLabels(workload)}`;
  return alertRule('restarts', name, {
    expression: orGroup(
      `sum by (namespace, pod, container) (increase(${counts}[${minutes}m])) > ${manyRestarts}`,
      workload,
      minutes,
    ),
    forMinutes: 1,
    summary: `Pods of ${name} keep restarting`,
    description:
      `A container of ${name} in ${namespace} restarted at least three times in ${minutes} minutes${withItsGroup(workload)}. ` +
      `Read why it ended (${whyItEnded(workload)}): OOMKilled, a failed probe, or an error of the program.`,
  });
}

const isGroup = ({ kind }: WatchedWorkload) => kind === 'LeaderWorkerSet';

/**
 * For a group, either expression: while a pod of the group has no node, the containers of the
 * others restart like those of any pod.
 */
function orGroup(expression: string, workload: WatchedWorkload, minutes: number): string {
  return isGroup(workload) ? `${expression} or ${groupStartsAgain(workload, minutes)}` : expression;
}

const withItsGroup = (workload: WatchedWorkload) => (isGroup(workload) ? ', together with its group' : '');

/**
 * A restart of a group replaces its pods, so `--previous` shows nothing. Only Container insights
 * keeps their logs.
 */
function readPreviousLog(workload: WatchedWorkload): string {
  if (!isGroup(workload)) return 'Read the log of the previous container (kubectl logs --previous)';
  return workload.logsAreKept
    ? `Read the log of the previous container (${keptLogs})`
    : `The previous logs are lost: read the events (${eventsOf(workload)}) and the logs of the whole group (${logsOfGroup(workload)})`;
}

function whyItEnded(workload: WatchedWorkload): string {
  if (!isGroup(workload)) return 'kubectl describe pod, "Last State"';
  return workload.logsAreKept ? keptLogs : `${eventsOf(workload)}, ${logsOfGroup(workload)}`;
}

const keptLogs = 'table ContainerLogV2 of the Log Analytics workspace';
const eventsOf = ({ namespace }: WatchedWorkload) => `kubectl events --namespace ${namespace}`;
/**
 * Label of the pods of a group:
 * lws.sigs.k8s.io/docs/reference/labels-annotations-and-environment-variables (2026-11).
 */
const logsOfGroup = ({ name, namespace }: WatchedWorkload) =>
  `kubectl logs --namespace ${namespace} --selector leaderworkerset.sigs.k8s.io/name=${name} --prefix --tail 200`;

/** Margin on the longest time for a node and an image pull. */
const pendingMarginMinutes = 10;

/**
 * A pod without a node, or without containers: the kubelet cannot pull the image, or cannot mount a
 * Key Vault volume. The phase is the same for all of them; the events of the pod show which.
 */
export function podsPending(workload: WatchedWorkload): AlertRule {
  const { name, namespace, mayWait = false } = workload;
  const forMinutes = nodeAndPullMinutes(workload) + pendingMarginMinutes;
  const phase = `kube_pod_status_phase${podLabels(workload, 'phase="Pending"')}`;
  return alertRule('pods-pending', name, {
    // With overcommit, pending pods are expected.
    ...(mayWait ? { severity: 3 } : {}),
    expression: `max by (namespace, pod) (${phase}) == 1`,
    forMinutes,
    summary: `A pod of ${name} stays pending`,
    description:
      `A pod of ${name} in ${namespace} has been pending for ${forMinutes} minutes, longer than a new node and the image pull take. ` +
      'Read its events (kubectl describe pod): no matching node, no quota or capacity of the VM size, an image, a volume or a secret.',
  });
}

function podLabels(workload: WatchedWorkload, more?: string): string {
  const labels = [
    `namespace=${promQlText(workload.namespace)}`,
    `pod=~${promQlText(podNamePattern(workload))}`,
    ...(more === undefined ? [] : [more]),
  ];
  return `{${labels.join(',')}}`;
}
