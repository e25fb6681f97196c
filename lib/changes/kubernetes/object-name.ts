import { apiGroupOf, type KubernetesObject } from '../../check/deployment-picture';

/** The name of an object. */
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

/**
 * Identifies an object in the cluster. It has no version: v1 and v1beta1 of a kind are the same
 * object.
 */
export function objectKey(object: KubernetesObject): string {
  const { name, namespace } = object.metadata;
  return [object.kind, apiGroupOf(object), namespace ?? '', name].join('/');
}
