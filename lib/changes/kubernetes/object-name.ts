import { apiGroupOf, type KubernetesObject } from '../../check/deployment-picture';

/** An object by what it is called. */
export interface ObjectName {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
}

export function objectName({ kind, metadata }: KubernetesObject): ObjectName {
  return { kind, namespace: metadata.namespace, name: metadata.name };
}

/** `Deployment production/ai-app`. */
export function objectText({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** Without the version: v1 and v1beta1 of a kind are one object in the cluster. */
export function objectKey(object: KubernetesObject): string {
  const { name, namespace } = object.metadata;
  return [object.kind, apiGroupOf(object), namespace ?? '', name].join('/');
}
