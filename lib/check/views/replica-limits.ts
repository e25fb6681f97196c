import { numberAt, textAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';

/** How many of a workload there will be, and who says so. */
export interface ReplicaLimits {
  readonly least: number;
  readonly most: number;
  /** The workload itself, or what scales it. */
  readonly in: FoundObject;
  readonly field: string;
}

/**
 * Of a Deployment, StatefulSet or LeaderWorkerSet: what its scaler says (KEDA's defaults are 0 and 100, an HPA's least is 1), else its
 * own replicas, 1 if it says none.
 */
export function replicaLimitsOf(picture: DeploymentPicture, workload: FoundObject): ReplicaLimits {
  const { object } = workload;
  const { kind } = object;
  const { name, namespace } = object.metadata;
  const scaler = picture
    .ofKind('ScaledObject', 'HorizontalPodAutoscaler')
    .find(
      ({ object: { metadata, spec } }) =>
        metadata.namespace === namespace &&
        textAt(spec, 'scaleTargetRef.name') === name &&
        (textAt(spec, 'scaleTargetRef.kind') ?? 'Deployment') === kind,
    );
  if (scaler === undefined) {
    const replicas = numberAt(object, 'spec.replicas') ?? 1;
    return { least: replicas, most: replicas, in: workload, field: 'spec.replicas' };
  }
  const isKeda = scaler.object.kind === 'ScaledObject';
  const field = isKeda ? 'spec.maxReplicaCount' : 'spec.maxReplicas';
  return {
    least: numberAt(scaler.object, isKeda ? 'spec.minReplicaCount' : 'spec.minReplicas') ?? (isKeda ? 0 : 1),
    most: numberAt(scaler.object, field) ?? (isKeda ? 100 : 1),
    in: scaler,
    field,
  };
}
