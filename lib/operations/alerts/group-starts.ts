import { promQlText } from '../../engine/inference/vllm-metrics';
import type { WatchedWorkload } from './watched-workload';

/** The least that a group has nodes for; one node needs no group. */
const fewestNodes = 2;
/** Three that nobody asked for, and the one before them. */
const manyStarts = 3;

/**
 * PromQL of the groups of a LeaderWorkerSet that have been made anew again and again. A group starts as a whole as soon as a container
 * of it has been restarted: its pods are others then, with their old names and their counts at nothing, so that neither a count of
 * restarts nor CrashLoopBackOff ever tells of it. What does is leaders of one name and different uids that ran. Those that somebody
 * asked for are taken off: a new template, or another number of groups, is a new generation of the leaders' StatefulSet.
 *
 * A drain of each of its nodes is no reason: an upgrade starts a group as often as it has nodes.
 *
 * Sources: kubernetes-sigs/lws `pod_controller.go`, `handleRestartPolicy`; kube-state-metrics `docs/metrics/workload/statefulset-metrics.md`
 * (2026-11).
 */
export function groupStartsAgain(workload: WatchedWorkload, minutes: number): string {
  const { name, namespace, nodes = fewestNodes } = workload;
  const inNamespace = `namespace=${promQlText(namespace)}`;
  const leaders = `kube_pod_status_phase{${inNamespace},pod=~${promQlText(`${name}-[0-9]+`)},phase="Running"}`;
  const spec = `kube_statefulset_metadata_generation{${inNamespace},statefulset=${promQlText(name)}}`;
  const ran = `count by (namespace, pod) (max by (namespace, pod, uid) (max_over_time(${leaders}[${minutes}m])) == 1)`;
  const wanted = `sum by (namespace) (changes(${spec}[${minutes}m]))`;
  return `${ran} - on (namespace) group_left () ${wanted} > ${Math.max(manyStarts, nodes + 1)}`;
}
