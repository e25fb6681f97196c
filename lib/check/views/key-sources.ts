import { booleanAt, isJsonObject, listAt, mapAt, textAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';
import { podField, podsOf } from './pods';

/** A key of a ConfigMap or Secret that a pod reads. */
export interface KeyReference {
  readonly in: FoundObject;
  readonly field: string;
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly key: string;
  readonly namespace: string | undefined;
}

/** Keys that pods need to start; without optional ones. */
export function keyReferencesOf(picture: DeploymentPicture): readonly KeyReference[] {
  return picture.once(readReferences);
}

function readReferences(picture: DeploymentPicture): readonly KeyReference[] {
  return podsOf(picture).flatMap((pod) => {
    const { owner, namespace } = pod;
    const variables = pod.containers.flatMap(({ path, json }) =>
      listAt(json, 'env').flatMap((variable, index) =>
        (['configMapKeyRef', 'secretKeyRef'] as const).flatMap((form) => {
          const reference = mapAt(variable, `valueFrom.${form}`);
          const name = textAt(reference, 'name');
          const key = textAt(reference, 'key');
          if (name === undefined || key === undefined || booleanAt(reference, 'optional') === true) return [];
          const kind = form === 'secretKeyRef' ? ('Secret' as const) : ('ConfigMap' as const);
          const field = `${path}.env[${index}].valueFrom.${form}.key`;
          return [{ in: owner, field, kind, name, key, namespace }];
        }),
      ),
    );
    const files = listAt(pod.spec, 'volumes').flatMap((volume, v) =>
      (['configMap', 'secret'] as const).flatMap((form) => {
        const source = mapAt(volume, form);
        const name = textAt(source, form === 'secret' ? 'secretName' : 'name');
        if (name === undefined || booleanAt(source, 'optional') === true) return [];
        const kind = form === 'secret' ? ('Secret' as const) : ('ConfigMap' as const);
        return listAt(source, 'items').flatMap((item, i) => {
          const key = textAt(item, 'key');
          const field = podField(pod, `spec.volumes[${v}].${form}.items[${i}].key`);
          return key === undefined ? [] : [{ in: owner, field, kind, name, key, namespace }];
        });
      }),
    );
    return [...variables, ...files];
  });
}

/**
 * Keys of a ConfigMap or Secret, of its manifest or of the SecretProviderClasses that create it;
 * undefined if the files do not contain it.
 */
export function keysOf(
  picture: DeploymentPicture,
  { kind, name, namespace }: Pick<KeyReference, 'kind' | 'name' | 'namespace'>,
): readonly string[] | undefined {
  // Several overlays or generators can create the same name.
  const objects = picture
    .ofKind(kind)
    .filter(({ object: { metadata } }) => metadata.name === name && metadata.namespace === namespace);
  const synced =
    kind === 'Secret'
      ? picture
          .ofKind('SecretProviderClass')
          .filter(({ object }) => object.metadata.namespace === namespace)
          .flatMap(({ object }) => listAt(object, 'spec.secretObjects'))
          .filter((each) => textAt(each, 'secretName') === name)
      : [];
  if (objects.length + synced.length === 0) return undefined;
  return [
    ...objects.flatMap(({ object }) =>
      ['data', 'binaryData', 'stringData'].flatMap((field) =>
        isJsonObject(object[field]) ? Object.keys(object[field]) : [],
      ),
    ),
    ...synced.flatMap((each) => listAt(each, 'data').flatMap((entry) => textAt(entry, 'key') ?? [])),
  ];
}
