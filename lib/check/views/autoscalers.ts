import { numberAt, textAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';
import { type Pod, podsOf } from './pods';

/** A KEDA ScaledObject, or a HorizontalPodAutoscaler without KEDA. */
export interface Autoscaler {
  readonly found: FoundObject;
  readonly type: 'keda' | 'hpa';
  readonly targetKind: string;
  readonly targetName: string;
  /** The workload that it scales; undefined if it is not in the picture. */
  readonly target: FoundObject | undefined;
  /** Pods of the target; empty if the target is not in the picture. */
  readonly pods: readonly Pod[];
  /** @default 0 for KEDA, 1 for a HorizontalPodAutoscaler */
  readonly minReplicas: number;
  /** @default 100 for KEDA; a HorizontalPodAutoscaler has no default */
  readonly maxReplicas: number | undefined;
}

/** Every ScaledObject and HorizontalPodAutoscaler with a target. */
export function autoscalersOf(picture: DeploymentPicture): readonly Autoscaler[] {
  return picture.once(readAutoscalers);
}

/**
 * Source of the defaults: keda.sh/docs/2.20/reference/scaledobject-spec;
 * kubernetes.io/docs/reference/kubernetes-api/workload-resources/ horizontal-pod-autoscaler-v2
 * (2026-11).
 */
function readAutoscalers(picture: DeploymentPicture): readonly Autoscaler[] {
  return picture.ofKind('ScaledObject', 'HorizontalPodAutoscaler').flatMap((found) => {
    const { object } = found;
    const isKeda = object.kind === 'ScaledObject';
    const targetName = textAt(object, 'spec.scaleTargetRef.name');
    // The target of a template is unknown.
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
