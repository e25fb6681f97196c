import { type DeploymentPicture, describeObject } from '../../check/deployment-picture';
import { type Pod, podsOf } from '../../check/views/pods';
import { isJsonObject, listAt, textAt, valueAt } from '../../values/json';
import type { ApplicationEnd } from './application-ends';
import type { ApplicationChanges } from './object-changes';
import { type ObjectName, objectText } from './object-name';

/** An object that goes, and who still reads it. */
export interface MissingSource {
  /** `ConfigMap production/litellm`. */
  readonly source: string;
  /** `Deployment production/litellm`, … */
  readonly workloads: readonly string[];
}

/**
 * Objects that go while the template of a pod still names them: pods that run go on, those that start later do not start. Not what the cluster
 * keeps, what is `optional`, and a Secret that a SecretProviderClass makes.
 *
 * Source: kubernetes.io/docs/concepts/configuration/{configmap,secret} and concepts/storage/persistent-volumes (2026-11): a reference to what is
 * not there keeps a pod from starting, unless it is optional; that to a ServiceAccount keeps it from being created.
 */
export function missingSources(
  after: DeploymentPicture,
  applications: readonly ApplicationChanges[],
  ends: ReadonlyMap<string, ApplicationEnd>,
): readonly MissingSource[] {
  const isDeleted = ({ application }: ApplicationChanges) =>
    !['orphaned', 'left'].includes(ends.get(application)?.how ?? 'deleted');
  const gone = applications
    .filter(isDeleted)
    .flatMap(({ removed }) => removed)
    .filter((object) => object.stays === undefined && !isMadeByDriver(after, object));
  return gone.flatMap((object) => {
    const readers = podsOf(after).filter(
      (pod) => pod.namespace === object.namespace && needs(pod, object.kind, object.name),
    );
    const workloads = [...new Set(readers.map(({ owner }) => describeObject(owner.object)))];
    return workloads.length === 0 ? [] : [{ source: objectText(object), workloads }];
  });
}

function isMadeByDriver(after: DeploymentPicture, { kind, name, namespace }: ObjectName): boolean {
  return (
    kind === 'Secret' &&
    after
      .ofKind('SecretProviderClass')
      .some(
        ({ object }) =>
          object.metadata.namespace === namespace &&
          listAt(object, 'spec.secretObjects').some((each) => textAt(each, 'secretName') === name),
      )
  );
}

/** Where a pod names an object of each kind: in a variable, in all variables, in a volume, in a part of a volume. */
const places: Readonly<
  Record<string, readonly [env: string, envFrom: string, volume: string, part: string]>
> = {
  ConfigMap: ['configMapKeyRef.name', 'configMapRef.name', 'configMap.name', 'configMap.name'],
  Secret: ['secretKeyRef.name', 'secretRef.name', 'secret.secretName', 'secret.name'],
};

function needs({ spec, containers }: Pod, kind: string, name: string): boolean {
  const volumes = listAt(spec, 'volumes');
  switch (kind) {
    case 'ServiceAccount':
      return (textAt(spec, 'serviceAccountName') ?? textAt(spec, 'serviceAccount')) === name;
    case 'PersistentVolumeClaim':
      return volumes.some((volume) => textAt(volume, 'persistentVolumeClaim.claimName') === name);
    case 'SecretProviderClass':
      return volumes.some((volume) => textAt(volume, 'csi.volumeAttributes.secretProviderClass') === name);
    default: {
      const place = places[kind];
      if (place === undefined) return false;
      const [env, envFrom, volume, part] = place;
      const isNamed = (entry: unknown, path: string) =>
        textAt(entry, path) === name && valueAt(entry, path.replace(/\.\w+$/, '.optional')) !== true;
      return (
        containers.some(
          ({ json }) =>
            listAt(json, 'env').some((each) => isNamed(each, `valueFrom.${env}`)) ||
            listAt(json, 'envFrom').some((each) => isNamed(each, envFrom)),
        ) ||
        volumes
          .filter(isJsonObject)
          .some(
            (each) =>
              isNamed(each, volume) ||
              listAt(each, 'projected.sources').some((source) => isNamed(source, part)),
          )
      );
    }
  }
}
