import type { DeploymentPicture, FoundObject } from '../../check/deployment-picture';
import { chartSourcesOf } from '../../check/views/chart-sources';
import { type Pod, podsOf } from '../../check/views/pods';
import { isJsonObject, listAt, textAt } from '../../values/json';

/** Delivery of a Key Vault secret to a Kubernetes Secret. */
export interface SecretDelivery {
  readonly vault: string;
  /** Name in the Key Vault. */
  readonly vaultSecret: string;
  readonly namespace: string;
  /** Kubernetes Secret and its key. */
  readonly secretName: string;
  readonly key: string;
  /** SecretProviderClass that defines it. */
  readonly providerClass: string;
  readonly isCertificate: boolean;
  readonly readers: readonly SecretReader[];
}

/**
 * Workload that mounts the SecretProviderClass. The driver delivers a secret only while a pod
 * mounts it.
 */
export interface SecretReader {
  /** Object that creates the pods; for a chart its Application. */
  readonly owner: FoundObject;
  /**
   * Whether the pods read it as an environment variable, which keeps its value until the container
   * restarts.
   */
  readonly asVariable: boolean;
}

/** Secrets that the Secrets Store CSI driver delivers. */
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

type DeliveredKey = Pick<SecretDelivery, 'namespace' | 'providerClass' | 'secretName' | 'key'>;

function podReaders(picture: DeploymentPicture, delivered: DeliveredKey): readonly SecretReader[] {
  const readers = new Map<FoundObject, boolean>();
  for (const pod of podsOf(picture)) {
    if (pod.namespace !== delivered.namespace || !mounts(pod, delivered.providerClass)) continue;
    readers.set(pod.owner, (readers.get(pod.owner) ?? false) || hasVariable(pod, delivered));
  }
  return [...readers].map(([owner, asVariable]) => ({ owner, asVariable }));
}

function mounts({ spec }: Pod, providerClass: string): boolean {
  return listAt(spec, 'volumes').some(
    (volume) => textAt(volume, 'csi.volumeAttributes.secretProviderClass') === providerClass,
  );
}

function hasVariable({ containers }: Pod, { secretName, key }: DeliveredKey): boolean {
  return containers.some(
    ({ json }) =>
      listAt(json, 'env').some((entry) => isReference(entry, 'valueFrom.secretKeyRef', secretName, key)) ||
      listAt(json, 'envFrom').some((entry) => textAt(entry, 'secretRef.name') === secretName),
  );
}

function isReference(entry: unknown, path: string, secretName: string, key: string): boolean {
  return textAt(entry, `${path}.name`) === secretName && textAt(entry, `${path}.key`) === key;
}

/**
 * Charts that mount the SecretProviderClass, from their values. A chart passes such a Secret to its
 * pods as variables.
 */
function chartReaders(picture: DeploymentPicture, delivered: DeliveredKey): readonly SecretReader[] {
  return picture.ofKind('Application').flatMap((owner) => {
    if (textAt(owner.object, 'spec.destination.namespace') !== delivered.namespace) return [];
    const isReader = chartSourcesOf(owner.object).some(({ source }) =>
      mentions(source, delivered.providerClass),
    );
    return isReader ? [{ owner, asVariable: true }] : [];
  });
}

function mentions(value: unknown, providerClass: string): boolean {
  if (Array.isArray(value)) return value.some((each) => mentions(each, providerClass));
  if (!isJsonObject(value)) return false;
  return (
    value['secretProviderClass'] === providerClass ||
    Object.values(value).some((each) => mentions(each, providerClass))
  );
}
