import { type DeploymentPicture, describeObject } from '../../check/deployment-picture';
import { type Pod, podsOf } from '../../check/views/pods';
import { isJsonObject, listAt, textAt, valueAt } from '../../values/json';
import type { ApplicationEnd } from './application-ends';
import type { ApplicationChanges } from './object-changes';
import { type ObjectName, objectText } from './object-name';

/** A removed object that pods still reference. */
export interface MissingSource {
  /** `ConfigMap production/litellm`. */
  readonly source: string;
  /** `Deployment production/litellm`, … */
  readonly workloads: readonly string[];
}

/**
 * Removed objects that a pod template still references. Running pods continue, but new pods do not
 * start. Objects that stay in the cluster, `optional` references and Secrets that a
 * SecretProviderClass creates do not count.
 *
 * Source: kubernetes.io/docs/concepts/configuration/{configmap,secret} and
 * concepts/storage/persistent-volumes (2026-11): a pod does not start with a reference to a missing
 * object, unless the reference is optional. A pod with a missing ServiceAccount is not created.
 */
export function missingSources(
  after: DeploymentPicture,
  applications: readonly ApplicationChanges[],
  ends: ReadonlyMap<string, ApplicationEnd>,
): readonly MissingSource[] {
  const isDeleted = ({ application }: ApplicationChanges) =>
    !['orphaned', 'left'].includes(ends.get(application)?.how ?? 'deleted');
  const deleted = applications
    .filter(isDeleted)
    .flatMap(({ removed }) => removed)
    .filter((object) => object.stays === undefined && !isMadeByDriver(after, object));
  return deleted.flatMap((object) => {
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

/**
 * Fields of a pod that reference an object of each kind: in `env`, in `envFrom`, in a volume, in a
 * projected volume.
 */
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
