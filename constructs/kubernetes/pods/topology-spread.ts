import type { k8s } from 'cdk8s-plus-28';
import { selectorLabels } from './object-metadata';

/**
 * Spreads the pods of a workload across zones and nodes. It is a preference (`ScheduleAnyway`), so
 * a full zone does not block a pod. The spread ignores pods of other revisions
 * (`pod-template-hash`); otherwise a rollout ends uneven.
 */
export function topologySpread(workload: string): k8s.TopologySpreadConstraint[] {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selectorLabels(workload) },
    matchLabelKeys: ['pod-template-hash'],
  }));
}
