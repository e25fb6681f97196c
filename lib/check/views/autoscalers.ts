import { numberAt, textAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';
import { type Pod, podsOf } from './pods';

/** What changes the number of replicas of a workload: a ScaledObject of KEDA, or a HorizontalPodAutoscaler by itself. */
export interface Autoscaler {
  readonly found: FoundObject;
  readonly type: 'keda' | 'hpa';
  readonly targetKind: string;
  readonly targetName: string;
  /** What it scales, if it is here. */
  readonly target: FoundObject | undefined;
  /** Pods of the target; empty if it is not here. */
  readonly pods: readonly Pod[];
  /** With the defaults of KEDA (0) and Kubernetes (1). */
  readonly minReplicas: number;
  /** KEDA's default is 100; Kubernetes has none. */
  readonly maxReplicas: number | undefined;
}

/** Every ScaledObject and HorizontalPodAutoscaler that names a target. */
export function autoscalersOf(picture: DeploymentPicture): readonly Autoscaler[] {
  return picture.once(readAutoscalers);
}

/**
 * Defaults: keda.sh/docs/2.20/reference/scaledobject-spec; kubernetes.io/docs/reference/kubernetes-api/workload-resources/
 * horizontal-pod-autoscaler-v2 (2026-11).
 */
function readAutoscalers(picture: DeploymentPicture): readonly Autoscaler[] {
  return picture.ofKind('ScaledObject', 'HorizontalPodAutoscaler').flatMap((found) => {
    const { object } = found;
    const isKeda = object.kind === 'ScaledObject';
    const targetName = textAt(object, 'spec.scaleTargetRef.name');
    // A template's braces: which one it will be is not known.
    if (targetName === undefined || targetName.includes('{{')) return [];
    const targetKind = textAt(object, 'spec.scaleTargetRef.kind') ?? 'Deployment';
    const target = picture.find(targetKind, targetName, object.metadata.namespace);
    return [
      {
        found,
        type: isKeda ? ('keda' as const) : ('hpa' as const),
        targetKind,
        targetName,
        target,
        pods: target === undefined ? [] : podsOf(picture).filter(({ owner }) => owner === target),
        minReplicas:
          numberAt(object, isKeda ? 'spec.minReplicaCount' : 'spec.minReplicas') ?? (isKeda ? 0 : 1),
        maxReplicas:
          numberAt(object, isKeda ? 'spec.maxReplicaCount' : 'spec.maxReplicas') ??
          (isKeda ? 100 : undefined),
      },
    ];
  });
}
