import type { k8s } from 'cdk8s-plus-28';
import type { Placement } from '../../../lib/engine/scheduling/placement';
import { placementFields } from '../../../lib/engine/scheduling/placement-fields';

/**
 * Returns a placement as fields of a pod spec, or no fields for a pod that runs on any untainted
 * node.
 */
export function toPodPlacement(
  placement: Placement | undefined,
): Pick<k8s.PodSpec, 'nodeSelector' | 'tolerations' | 'affinity'> {
  // The same shape, but the lists of the bindings are mutable.
  return placementFields(placement) as Pick<k8s.PodSpec, 'nodeSelector' | 'tolerations' | 'affinity'>;
}
