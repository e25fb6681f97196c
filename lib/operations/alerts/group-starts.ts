import { promQlText } from '../../engine/inference/vllm-metrics';
import type { WatchedWorkload } from './watched-workload';

/** Minimum of nodes of a group; one node requires no group. */
const fewestNodes = 2;
/** Three unexpected starts, and the one before them. */
const manyStarts = 3;

/**
 * PromQL of the groups of a LeaderWorkerSet that restart repeatedly. When a container restarts, the
 * whole group is recreated: its pods keep their names and start with a restart count of 0. So
 * neither a restart count nor CrashLoopBackOff shows the problem. Leaders with one name and
 * different uids do. Expected restarts are subtracted: a new template, or another number of groups,
 * is a new generation of the leaders' StatefulSet.
 *
 * A drain of each node of the group is expected as well: an upgrade restarts a group as often as it
 * has nodes.
 *
 * Sources: kubernetes-sigs/lws `pod_controller.go`, `handleRestartPolicy`; kube-state-metrics
 * `docs/metrics/workload/statefulset-metrics.md` (2026-11).
 */
export function groupStartsAgain(workload: WatchedWorkload, minutes: number): string {
  const { name, namespace, nodes = fewestNodes } = workload;
  const inNamespace = `namespace=${promQlText(namespace)}`;
  const leaders = `kube_pod_status_phase{${inNamespace},pod=~${promQlText(`${name}-[0-9]+`)},phase="Running"}`;
  const spec = `kube_statefulset_metadata_generation{${inNamespace},statefulset=${promQlText(name)}}`;
  const ran = `count by (namespace, pod) (max by (namespace, pod, uid) (max_over_time(${leaders}[${minutes}m])) == 1)`;
  const expected = `sum by (namespace) (changes(${spec}[${minutes}m]))`;
  return `${ran} - on (namespace) group_left () ${expected} > ${Math.max(manyStarts, nodes + 1)}`;
}
