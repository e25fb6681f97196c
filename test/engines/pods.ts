import type { InventoryWorkload } from '../../lib/operations/inventory/inventory-workload';
import type { Json } from '../links/deployment';
import type { Engines } from './engines';

/** Labels by which the pods of a workload are found: those of a group have their controller's. */
const nameLabels = ['leaderworkerset.sigs.k8s.io/name', 'app.kubernetes.io/name'];

/** Pods of a workload that are not deleted and have not ended. */
export async function podsOf(
  { api }: Engines,
  { name, namespace }: Pick<InventoryWorkload, 'name' | 'namespace'>,
): Promise<readonly Json[]> {
  const pods: readonly Json[] = await api.list('v1', 'Pod');
  return pods.filter(
    ({ metadata, status }) =>
      metadata.namespace === namespace &&
      metadata.deletionTimestamp === undefined &&
      !['Succeeded', 'Failed'].includes(status.phase) &&
      nameLabels.map((label) => metadata.labels?.[label]).find((value) => value !== undefined) === name,
  );
}

/** The pool of a pod's node; `Pending: …` with the scheduler's reason if it has none. */
export function poolOf({ nodes }: Engines, pod: Json): string {
  const node = nodes.find((each) => each.node.metadata.name === pod.spec.nodeName);
  if (node !== undefined) return node.pool;
  const condition = pod.status.conditions?.find(({ type }: Json) => type === 'PodScheduled');
  return `Pending: ${condition?.message ?? 'not looked at'}`;
}

export function isReady(pod: Json): boolean {
  return (
    pod.status.conditions?.some(({ type, status }: Json) => type === 'Ready' && status === 'True') ?? false
  );
}
