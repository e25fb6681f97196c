import { listAt, numberAt, textAt, valueAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';
import { type Pod, podsOf } from './pods';
import { type Scaler, scalersOf, targetOf } from './scaled-objects';

/** A Secret that KEDA reads, and that exists only after a pod of the scaled workload has run. */
export interface UnheldSecret {
  readonly scaler: Scaler;
  /** The scaled workload; a ScaledJob is its own. */
  readonly workload: FoundObject;
  readonly secret: string;
  readonly providerClass: string;
}

/**
 * Secrets that the CSI driver creates, that KEDA reads for a scaler, and that no pod keeps while
 * the scaled workload has none.
 *
 * KEDA reads every variable of the first container of the target (or of
 * `envSourceContainerName`), and the `secretTargetRef` of the TriggerAuthentications. A missing
 * Secret fails the scaler. KEDA skips a missing Secret with `optional: true`.
 *
 * @see kedacore/keda 2.20.2 `pkg/scaling/scalers_builder.go`, `resolver/scale_resolvers.go`
 * (2026-12)
 */
export function unheldSecretsOf(picture: DeploymentPicture): readonly UnheldSecret[] {
  return picture.once(readUnheldSecrets);
}

function readUnheldSecrets(picture: DeploymentPicture): readonly UnheldSecret[] {
  return scalersOf(picture)
    .filter(scalesToZero)
    .flatMap((scaler) => {
      const { kind, metadata } = scaler.found.object;
      const workload = kind === 'ScaledJob' ? scaler.found : targetOf(picture, scaler);
      if (workload === undefined) return [];
      return [...new Set(secretsForKeda(picture, scaler, workload))].flatMap((secret) => {
        const classes = classesOf(picture, secret, metadata.namespace);
        if (classes.length === 0 || picture.find('Secret', secret, metadata.namespace)) return [];
        return classes.some(({ object }) => isKept(picture, object.metadata, workload))
          ? []
          : [{ scaler, workload, secret, providerClass: classes[0]!.object.metadata.name }];
      });
    });
}

/** Whether the workload of a scaler may have no pod. */
function scalesToZero({ found, minReplicas }: Scaler): boolean {
  return (
    found.object.kind === 'ScaledJob' ||
    minReplicas === 0 ||
    numberAt(found.object, 'spec.idleReplicaCount') === 0
  );
}

function secretsForKeda(
  picture: DeploymentPicture,
  { found, triggers }: Scaler,
  workload: FoundObject,
): readonly string[] {
  const { object } = found;
  const name = textAt(object, 'spec.envSourceContainerName') ?? envSourceOfTarget(found);
  // KEDA reads only `spec.template`, so that it finds no container in a LeaderWorkerSet.
  const pods = podsOf(picture).filter(
    ({ owner }) => owner === workload && owner.object.kind !== 'LeaderWorkerSet',
  );
  const containers = pods.flatMap((pod) => {
    const main = pod.containers.filter(({ path }) => !path.includes('.initContainers['));
    return main.filter((container, index) => (name === undefined ? index === 0 : container.name === name));
  });
  const references = containers.flatMap(({ json }) => [
    ...listAt(json, 'env').map((entry) => valueAt(entry, 'valueFrom.secretKeyRef')),
    ...listAt(json, 'envFrom').map((entry) => valueAt(entry, 'secretRef')),
  ]);
  const authentications = triggers.flatMap(({ authentication, authenticationKind }) =>
    authenticationKind === 'TriggerAuthentication'
      ? [picture.find('TriggerAuthentication', authentication, object.metadata.namespace)]
      : [],
  );
  return [
    ...references.filter((reference) => valueAt(reference, 'optional') !== true),
    ...authentications.flatMap((each) => listAt(each?.object, 'spec.secretTargetRef')),
  ].flatMap((reference) => textAt(reference, 'name') ?? []);
}

function envSourceOfTarget({ object }: FoundObject): string | undefined {
  return textAt(object, 'spec.scaleTargetRef.envSourceContainerName');
}

function classesOf(
  picture: DeploymentPicture,
  secret: string,
  namespace: string | undefined,
): readonly FoundObject[] {
  return picture
    .ofKind('SecretProviderClass')
    .filter(
      ({ object }) =>
        object.metadata.namespace === namespace &&
        listAt(object, 'spec.secretObjects').some((each) => textAt(each, 'secretName') === secret),
    );
}

/** Kinds whose pods always run, unless they have no replicas. */
const permanentKinds = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod', 'LeaderWorkerSet'];

/** Whether another pod, which always runs, mounts the SecretProviderClass. */
function isKept(
  picture: DeploymentPicture,
  { name, namespace }: FoundObject['object']['metadata'],
  workload: FoundObject,
): boolean {
  const fromZero = new Set(
    scalersOf(picture)
      .filter(scalesToZero)
      .map((scaler) => targetOf(picture, scaler)),
  );
  const isPermanent = ({ owner }: Pod) =>
    permanentKinds.includes(owner.object.kind) &&
    owner !== workload &&
    !fromZero.has(owner) &&
    numberAt(owner.object, 'spec.replicas') !== 0;
  const mounts = ({ spec }: Pod) =>
    listAt(spec, 'volumes').some(
      (volume) => textAt(volume, 'csi.volumeAttributes.secretProviderClass') === name,
    );
  // A Helm chart can mount it.
  const inChart = picture
    .ofKind('Application')
    .some(
      ({ object }) =>
        textAt(object, 'spec.destination.namespace') === namespace &&
        JSON.stringify(object['spec']).includes(`"${name}"`),
    );
  return (
    inChart || podsOf(picture).some((pod) => pod.namespace === namespace && isPermanent(pod) && mounts(pod))
  );
}
