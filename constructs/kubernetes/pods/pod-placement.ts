import type { k8s } from 'cdk8s-plus-28';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import { placementFields } from '../../../lib/engine/scheduling/placement-fields';

/** A placement as fields of a pod spec; none of them for a pod that may run on any node without taints. */
export function toPodPlacement(
  placement: Placement | undefined,
): Pick<k8s.PodSpec, 'nodeSelector' | 'tolerations' | 'affinity'> {
  // The same shape; the bindings' lists are mutable ones.
  return placementFields(placement) as Pick<k8s.PodSpec, 'nodeSelector' | 'tolerations' | 'affinity'>;
}
