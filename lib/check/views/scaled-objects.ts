import { promQlResult } from '../../engine/scaling/promql/promql-result';
import { isResourceTrigger } from '../../engine/scaling/trigger-kinds';
import { isJsonObject, type JsonObject, listAt, mapAt, numberAt, textAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';

/** A trigger of a ScaledObject or ScaledJob. */
export interface Trigger {
  readonly path: string;
  readonly type: string;
  readonly metadata: JsonObject;
  readonly metricType: string | undefined;
  /** Name of its TriggerAuthentication; undefined if it has none. */
  readonly authentication: string | undefined;
  readonly authenticationKind: string;
}

/** A ScaledObject or ScaledJob. */
export interface Scaler {
  readonly found: FoundObject;
  /** Undefined for a ScaledJob, which creates its own Jobs. */
  readonly target: { readonly kind: string; readonly name: string } | undefined;
  /** @default 0, and 100 for maxReplicas, as in KEDA */
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly triggers: readonly Trigger[];
}

/** Every ScaledObject and ScaledJob of KEDA. */
export function scalersOf(picture: DeploymentPicture): readonly Scaler[] {
  return picture.once(readScalers);
}

function readScalers(picture: DeploymentPicture): readonly Scaler[] {
  return picture
    .ofKind('ScaledObject', 'ScaledJob')
    .filter(({ object }) => object.apiVersion.startsWith('keda.sh/'))
    .map((found) => {
      const { object } = found;
      const name = textAt(object, 'spec.scaleTargetRef.name');
      return {
        found,
        target:
          object.kind === 'ScaledJob' || name === undefined
            ? undefined
            : { kind: textAt(object, 'spec.scaleTargetRef.kind') ?? 'Deployment', name },
        minReplicas: numberAt(object, 'spec.minReplicaCount') ?? 0,
        maxReplicas: numberAt(object, 'spec.maxReplicaCount') ?? 100,
        triggers: listAt(object, 'spec.triggers').flatMap((trigger, index) =>
          isJsonObject(trigger)
            ? [
                {
                  path: `spec.triggers[${index}]`,
                  type: textAt(trigger, 'type') ?? '',
                  metadata: mapAt(trigger, 'metadata'),
                  metricType: textAt(trigger, 'metricType'),
                  authentication: textAt(trigger, 'authenticationRef.name'),
                  authenticationKind: textAt(trigger, 'authenticationRef.kind') ?? 'TriggerAuthentication',
                },
              ]
            : [],
        ),
      };
    });
}

/** The workload that a scaler scales; undefined if it is not in the picture. */
export function targetOf(picture: DeploymentPicture, { target, found }: Scaler): FoundObject | undefined {
  return target && picture.find(target.kind, target.name, found.object.metadata.namespace);
}

/**
 * Whether the replicas of the target produce the metric, so that there is no metric without
 * replicas.
 */
export function isMadeByReplicas({ type, metadata }: Trigger): boolean {
  if (isResourceTrigger({ type })) return true;
  if (type !== 'prometheus') return false;
  const { selectors } = promQlResult(textAt(metadata, 'query') ?? '');
  return selectors.some(({ metric = '' }) => /^vllm[:_]/.test(metric));
}
