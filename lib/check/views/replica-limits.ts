import { numberAt, textAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';

/** Minimum and maximum replicas of a workload, and the field that sets the maximum. */
export interface ReplicaLimits {
  readonly minimum: number;
  readonly maximum: number;
  /** The workload, or its autoscaler. */
  readonly in: FoundObject;
  readonly field: string;
}

/**
 * Replica limits of a Deployment, StatefulSet or LeaderWorkerSet: those of its autoscaler
 * (defaults: 0 and 100 for KEDA, minimum 1 for an HPA), or else its replicas (default: 1).
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
    return { minimum: replicas, maximum: replicas, in: workload, field: 'spec.replicas' };
  }
  const isKeda = scaler.object.kind === 'ScaledObject';
  const field = isKeda ? 'spec.maxReplicaCount' : 'spec.maxReplicas';
  return {
    minimum:
      numberAt(scaler.object, isKeda ? 'spec.minReplicaCount' : 'spec.minReplicas') ?? (isKeda ? 0 : 1),
    maximum: numberAt(scaler.object, field) ?? (isKeda ? 100 : 1),
    in: scaler,
    field,
  };
}
