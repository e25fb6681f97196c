import { promQlText } from '../../engine/inference/vllm-metrics';
import { coldStartOf } from '../../engine/scaling/cold-start';
import { podNamePattern } from '../../engine/scheduling/pod-name-pattern';
import type { RunbookTopic } from '../../facts/runbook-topics';
import { type AlertRule, alertRule } from './alert-rule';
import { groupStartsAgain } from './group-starts';
import { replicaSeries } from './replica-series';
import { scalerFails } from './scaler-alert';
import type { WatchedWorkload } from './watched-workload';

/** What is worth being told about a workload, whatever it does: that it is not there, restarts, waits for a node, or is not scaled. */
export function workloadAlertRules(workload: WatchedWorkload): readonly AlertRule[] {
  if (workload.kind === 'Job') return [podsPending(workload)];
  return [
    unavailable(
      workload,
      workload.unavailableTopic ?? 'podsRestart',
      'Look at its pods: their events, and the log of the container before.',
    ),
    crashLoop(workload),
    restarts(workload),
    podsPending(workload),
    ...(workload.scaledObject === undefined ? [] : [scalerFails(workload, workload.scaledObject)]),
  ];
}

/** What comes before the container starts: a new node, for GPUs with its driver, and the pull of its image. */
function nodeAndPullMinutes({ gpu = false, nodeProvisionMinutes = 0 }: WatchedWorkload): number {
  const { nodeSeconds, imagePullSeconds } = coldStartOf({ gpu, startupSeconds: 0 });
  return Math.ceil(Math.max(nodeSeconds / 60, nodeProvisionMinutes) + imagePullSeconds / 60);
}

/** Replicas are wanted and none is ready for longer than a node, an image and the start of the container take. */
export function unavailable(workload: WatchedWorkload, topic: RunbookTopic, look: string): AlertRule {
  const { name, namespace, startupBudgetSeconds } = workload;
  const { by, wanted, ready } = replicaSeries(workload);
  const forMinutes = Math.ceil(startupBudgetSeconds / 60) + nodeAndPullMinutes(workload);
  return alertRule('unavailable', name, {
    topic,
    expression: `${ready} == 0 and on ${by} ${wanted} > 0`,
    forMinutes,
    summary: `${name} has no replica that is ready`,
    description:
      `No replica of ${name} in ${namespace} has been ready for ${forMinutes} minutes, which is longer than a new node, ` +
      `its image and the start take. ${look}`,
  });
}

/** Tries of a container, with the back-off between them: 10, 20, 40, 80 and 160 seconds. */
const crashLoopMinutes = 10;
/** Groups have no back-off, and load their model each time. */
const groupCrashLoopMinutes = 60;

/** The state is there between two tries only, so it counts for as long as one try may take to fail. */
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
      `A container of ${name} in ${namespace} ends again and again shortly after its start${withItsGroup(workload)}. ` +
      `${readLogBefore(workload)}; after a new version, revert the commit.`,
  });
}

/** Three, and half of one for what `increase` adds at the edges of its range. */
const manyRestarts = 2.5;

/**
 * A container that starts for long never shows CrashLoopBackOff for long, but its restarts are counted. Three within the time of three
 * starts: it does nothing else. A pod that goes, by a rollout, an eviction of spot, or a scale-down, takes its count with it.
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
    summary: `A pod of ${name} keeps restarting`,
    description:
      `A container of ${name} in ${namespace} has been restarted at least three times in ${minutes} minutes${withItsGroup(workload)}. ` +
      `Look at why it ended (${whyItEnded(workload)}): OOMKilled, a probe that failed, or an error of its own.`,
  });
}

const isGroup = ({ kind }: WatchedWorkload) => kind === 'LeaderWorkerSet';

/** Of a group, either: while a pod of it has no node its containers are restarted as those of any other pod. */
function orGroup(expression: string, workload: WatchedWorkload, minutes: number): string {
  return isGroup(workload) ? `${expression} or ${groupStartsAgain(workload, minutes)}` : expression;
}

const withItsGroup = (workload: WatchedWorkload) => (isGroup(workload) ? ', and the group with it' : '');

/** The pods of a group that started anew are others, and have nothing of before: what is left is what was kept of them. */
function readLogBefore(workload: WatchedWorkload): string {
  if (!isGroup(workload)) return 'Read the log of the container before (kubectl logs --previous)';
  return workload.logsAreKept
    ? `Read the log of the container before (${keptLogs})`
    : `Read the events (${eventsOf(workload)}) and the logs of the whole group (${logsOfGroup(workload)}), as nothing keeps those of before`;
}

function whyItEnded(workload: WatchedWorkload): string {
  if (!isGroup(workload)) return 'kubectl describe pod, "Last State"';
  return workload.logsAreKept ? keptLogs : `${eventsOf(workload)}, ${logsOfGroup(workload)}`;
}

const keptLogs = 'table ContainerLogV2 of the logs';
const eventsOf = ({ namespace }: WatchedWorkload) => `kubectl events --namespace ${namespace}`;
/** Label of the pods of a group: lws.sigs.k8s.io/docs/reference/labels-annotations-and-environment-variables (2026-11). */
const logsOfGroup = ({ name, namespace }: WatchedWorkload) =>
  `kubectl logs --namespace ${namespace} --selector leaderworkerset.sigs.k8s.io/name=${name} --prefix --tail 200`;

/** What is added to what a node and an image take at their longest. */
const pendingMarginMinutes = 10;

/**
 * Without a node, or on one without its containers: an image that cannot be pulled, a volume of the Key Vault that cannot be mounted.
 * The phase is the same for all of them; the pod's events tell them apart.
 */
export function podsPending(workload: WatchedWorkload): AlertRule {
  const { name, namespace, mayWait = false } = workload;
  const forMinutes = nodeAndPullMinutes(workload) + pendingMarginMinutes;
  const phase = `kube_pod_status_phase${podLabels(workload, 'phase="Pending"')}`;
  return alertRule('pods-pending', name, {
    // Who says `overcommit` has said that pods wait.
    ...(mayWait ? { severity: 3 } : {}),
    expression: `max by (namespace, pod) (${phase}) == 1`,
    forMinutes,
    summary: `A pod of ${name} stays pending`,
    description:
      `A pod of ${name} in ${namespace} has been pending for ${forMinutes} minutes, which is longer than a new node and the image take. ` +
      'Look at its events (kubectl describe pod): no node that fits, no quota or stock of the VM size, an image, a volume or a secret.',
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
