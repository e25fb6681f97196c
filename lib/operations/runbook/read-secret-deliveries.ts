import type { DeploymentPicture, FoundObject } from '../../check/deployment-picture';
import { chartSourcesOf } from '../../check/views/chart-sources';
import { type Pod, podsOf } from '../../check/views/pods';
import { isJsonObject, listAt, textAt } from '../../values/json';

/** A secret of the vault on its way into a Kubernetes Secret. */
export interface SecretDelivery {
  readonly vault: string;
  /** Name in the vault. */
  readonly vaultSecret: string;
  readonly namespace: string;
  /** The Kubernetes Secret, and the key in it. */
  readonly secretName: string;
  readonly key: string;
  /** SecretProviderClass that it goes through. */
  readonly providerClass: string;
  readonly isCertificate: boolean;
  readonly readers: readonly SecretReader[];
}

/** Who mounts the SecretProviderClass, without which nothing is delivered. */
export interface SecretReader {
  /** The object that makes the pods; for a chart its Application. */
  readonly owner: FoundObject;
  /** Whether the pods get it as an environment variable, which stays as it was when the container started. */
  readonly asVariable: boolean;
}

/** Every secret that the Secrets Store CSI driver delivers. */
export function readSecretDeliveries(picture: DeploymentPicture): readonly SecretDelivery[] {
  return picture.ofKind('SecretProviderClass').flatMap(({ object }) => {
    const { name: providerClass, namespace = 'default' } = object.metadata;
    return listAt(object, 'spec.secretObjects').flatMap((secret) => {
      const secretName = textAt(secret, 'secretName') ?? '';
      const isCertificate = textAt(secret, 'type') === 'kubernetes.io/tls';
      return listAt(secret, 'data').map((entry): SecretDelivery => {
        const key = textAt(entry, 'key') ?? '';
        return {
          vault: textAt(object, 'spec.parameters.keyvaultName') ?? '',
          vaultSecret: textAt(entry, 'objectName') ?? '',
          namespace,
          secretName,
          key,
          providerClass,
          isCertificate,
          readers: [
            ...podReaders(picture, { namespace, providerClass, secretName, key }),
            ...chartReaders(picture, { namespace, providerClass, secretName, key }),
          ],
        };
      });
    });
  });
}

type Wanted = Pick<SecretDelivery, 'namespace' | 'providerClass' | 'secretName' | 'key'>;

function podReaders(picture: DeploymentPicture, wanted: Wanted): readonly SecretReader[] {
  const readers = new Map<FoundObject, boolean>();
  for (const pod of podsOf(picture)) {
    if (pod.namespace !== wanted.namespace || !mounts(pod, wanted.providerClass)) continue;
    readers.set(pod.owner, (readers.get(pod.owner) ?? false) || hasVariable(pod, wanted));
  }
  return [...readers].map(([owner, asVariable]) => ({ owner, asVariable }));
}

function mounts({ spec }: Pod, providerClass: string): boolean {
  return listAt(spec, 'volumes').some(
    (volume) => textAt(volume, 'csi.volumeAttributes.secretProviderClass') === providerClass,
  );
}

function hasVariable({ containers }: Pod, { secretName, key }: Wanted): boolean {
  return containers.some(
    ({ json }) =>
      listAt(json, 'env').some((entry) => isReference(entry, 'valueFrom.secretKeyRef', secretName, key)) ||
      listAt(json, 'envFrom').some((entry) => textAt(entry, 'secretRef.name') === secretName),
  );
}

function isReference(entry: unknown, path: string, secretName: string, key: string): boolean {
  return textAt(entry, `${path}.name`) === secretName && textAt(entry, `${path}.key`) === key;
}

/** A chart says in its values what its pods mount; charts make variables of what they are told to take from a Secret. */
function chartReaders(picture: DeploymentPicture, wanted: Wanted): readonly SecretReader[] {
  return picture.ofKind('Application').flatMap((owner) => {
    if (textAt(owner.object, 'spec.destination.namespace') !== wanted.namespace) return [];
    const isReader = chartSourcesOf(owner.object).some(({ source }) => says(source, wanted.providerClass));
    return isReader ? [{ owner, asVariable: true }] : [];
  });
}

function says(value: unknown, providerClass: string): boolean {
  if (Array.isArray(value)) return value.some((each) => says(each, providerClass));
  if (!isJsonObject(value)) return false;
  return (
    value['secretProviderClass'] === providerClass ||
    Object.values(value).some((each) => says(each, providerClass))
  );
}
