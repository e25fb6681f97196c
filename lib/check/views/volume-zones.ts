import { listAt, textAt } from '../../values/json';
import type { DeploymentPicture, FoundObject } from '../deployment-picture';
import type { NodePool } from './node-pools';
import { type Pod, podField } from './pods';

/** A volume of a pod that exists only in some zones. */
export interface ZonalVolume {
  readonly field: string;
  readonly claim: string;
  /** The PersistentVolume or StorageClass that restricts the zones. */
  readonly source: FoundObject;
  /** Numbers of the zones: `1`. */
  readonly zones: readonly string[];
}

const zoneKeys = ['topology.disk.csi.azure.com/zone', 'topology.kubernetes.io/zone'];

/** Volumes of a pod whose PersistentVolume or StorageClass names zones. */
export function zonalVolumesOf(picture: DeploymentPicture, pod: Pod): readonly ZonalVolume[] {
  return listAt(pod.spec, 'volumes').flatMap((volume, index) => {
    const claim = textAt(volume, 'persistentVolumeClaim.claimName');
    const found = picture.find('PersistentVolumeClaim', claim, pod.namespace);
    if (claim === undefined || found === undefined) return [];
    const source = volumeOf(picture, found) ?? classOf(picture, found);
    const zones = source && zonesOf(source);
    if (source === undefined || zones === undefined) return [];
    return [{ field: podField(pod, `spec.volumes[${index}]`), claim, source, zones }];
  });
}

/** The PersistentVolume that a claim names, or that names the claim. */
function volumeOf(picture: DeploymentPicture, claim: FoundObject): FoundObject | undefined {
  const { name, namespace } = claim.object.metadata;
  return picture
    .ofKind('PersistentVolume')
    .find(
      ({ object }) =>
        object.metadata.name === textAt(claim.object, 'spec.volumeName') ||
        (textAt(object, 'spec.claimRef.name') === name &&
          textAt(object, 'spec.claimRef.namespace') === namespace),
    );
}

function classOf(picture: DeploymentPicture, claim: FoundObject): FoundObject | undefined {
  const name = textAt(claim.object, 'spec.storageClassName');
  return picture.ofKind('StorageClass').find(({ object }) => object.metadata.name === name);
}

/** Zones of `koreacentral-1`; undefined if the object names none. */
function zonesOf({ object }: FoundObject): readonly string[] | undefined {
  const terms = [
    ...listAt(object, 'spec.nodeAffinity.required.nodeSelectorTerms').flatMap((term) =>
      listAt(term, 'matchExpressions').filter((each) => textAt(each, 'operator') === 'In'),
    ),
    ...listAt(object, 'allowedTopologies').flatMap((term) => listAt(term, 'matchLabelExpressions')),
  ].filter((each) => zoneKeys.includes(textAt(each, 'key') ?? ''));
  const zones = terms.flatMap((each) => listAt(each, 'values').map(String));
  const numbers = zones.map((zone) => /-([1-3])$/.exec(zone)?.[1]);
  // An empty zone is a disk without one, which every node can attach.
  return numbers.length === 0 || numbers.includes(undefined) ? undefined : (numbers as string[]);
}

/** Zones of the nodes of a pool; undefined if they are an expression. A regional pool has none. */
export function poolZones({ json }: NodePool): readonly string[] | undefined {
  const zones = json['zones'];
  if (zones === undefined || zones === null) return [];
  return Array.isArray(zones) && zones.every((each) => /^[1-3]$/.test(String(each)))
    ? zones.map(String)
    : undefined;
}
