import type { FoundObject, KubernetesObject } from '../../check/deployment-picture';
import { textAt } from '../../values/json';
import { cascades } from './application-ends';
import { keptBy } from './argo-annotations';
import { type ObjectName, objectName } from './object-name';

/** An object that Git no longer contains. */
export interface RemovedObject extends ObjectName {
  /** Why it stays in the cluster; undefined if Argo CD deletes it. */
  readonly stays: string | undefined;
  /** The loss when Argo CD deletes it; undefined if it can be created again. */
  readonly loss: string | undefined;
  /** Whether it is an Application without a finalizer, whose objects stay without an owner. */
  readonly isLeaving: boolean;
}

/**
 * @param before every object of the base: its volumes decide what happens to the data of a claim.
 */
export function removedObject(object: KubernetesObject, before: readonly FoundObject[]): RemovedObject {
  const stays = keptBy(object);
  return {
    ...objectName(object),
    stays,
    loss: stays === undefined ? lossOf(object, before) : undefined,
    isLeaving:
      stays === undefined && object.kind === 'Application' && !cascades(object.metadata['finalizers']),
  };
}

/** The loss when an object is deleted; undefined if it can be created again. */
export function lossOf(object: KubernetesObject, before: readonly FoundObject[]): string | undefined {
  switch (object.kind) {
    case 'Namespace':
      return 'everything in it';
    case 'CustomResourceDefinition':
      return 'every object of its kind';
    case 'PersistentVolumeClaim':
      return isRetained(object, before)
        ? undefined
        : 'its data, unless the reclaim policy of its volume is Retain';
    case 'Application':
      return cascades(object.metadata['finalizers'])
        ? 'every object that it applied, because of its finalizer'
        : undefined;
    default:
      return undefined;
  }
}

function isRetained({ metadata, ...claim }: KubernetesObject, before: readonly FoundObject[]): boolean {
  const volume = before.find(({ object }) => {
    if (object.kind !== 'PersistentVolume') return false;
    const isOfClaim =
      textAt(object, 'spec.claimRef.name') === metadata.name &&
      textAt(object, 'spec.claimRef.namespace') === metadata.namespace;
    return isOfClaim || object.metadata.name === textAt(claim, 'spec.volumeName');
  });
  return (
    volume !== undefined &&
    // The default of a volume that was created by hand: kubernetes.io, "Persistent Volumes"
    // (2026-11).
    (textAt(volume.object, 'spec.persistentVolumeReclaimPolicy') ?? 'Retain') === 'Retain'
  );
}
