import type { k8s } from 'cdk8s-plus-28';
import { selectorLabels } from './object-metadata';

/**
 * Spreads the pods of a workload over zones and nodes as far as there are any: a wish, so that one full zone never
 * keeps a pod from starting. Pods of an older revision do not count (`pod-template-hash`); otherwise a rollout ends
 * uneven.
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
