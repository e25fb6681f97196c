import { isJsonObject, type JsonObject, listAt, mapAt, numberAt, textAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';

/** A trigger of a ScaledObject or ScaledJob. */
export interface Trigger {
  readonly path: string;
  readonly type: string;
  readonly metadata: JsonObject;
  readonly metricType: string | undefined;
  /** Name of its authentication; undefined if it has none. */
  readonly authentication: string | undefined;
  readonly authenticationKind: string;
}

/** What KEDA scales. */
export interface Scaler {
  readonly found: FoundObject;
  /** Undefined for a ScaledJob, which makes its own jobs. */
  readonly target: { readonly kind: string; readonly name: string } | undefined;
  /** KEDA's defaults: 0 and 100. */
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

/** The workload that a scaler scales; undefined if it is not here. */
export function targetOf(picture: DeploymentPicture, { target, found }: Scaler): FoundObject | undefined {
  return target && picture.find(target.kind, target.name, found.object.metadata.namespace);
}

/** Whether a trigger is measured by the replicas themselves: with none there is no measure. */
export function isMadeByReplicas({ type, metadata }: Trigger): boolean {
  if (type === 'cpu' || type === 'memory') return true;
  return type === 'prometheus' && /\bvllm[:_]/.test(textAt(metadata, 'query') ?? '');
}
