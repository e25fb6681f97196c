import { apiGroupOf, type FoundObject, type KubernetesObject } from '../../check/deployment-picture';
import { isJsonObject } from '../../values/json';
import type { FieldChange } from '../compare/field-change';
import { fieldChanges } from '../compare/field-changes';
import { isRecreated } from './argo-annotations';
import { immutableChanges } from './immutable-fields';
import { type ObjectName, objectKey, objectName } from './object-name';
import { lossOf, type RemovedObject, removedObject } from './removals';
import { findRenames } from './renames';
import { isOfPods, type Restart, restartOf, restartOfRecreated } from './restarts';

/** An object that is created. */
export interface AddedObject extends ObjectName {
  /** A removed object with almost the same content. Argo CD deletes it and creates this one. */
  readonly renamedFrom: ObjectName | undefined;
}

/** An object that changes, or moves to another application. */
export interface ChangedObject extends ObjectName {
  readonly changes: readonly FieldChange[];
  /** The effect on its pods. */
  readonly restart: Restart | undefined;
  /** Changes that Kubernetes refuses. The sync fails until the object is deleted. */
  readonly refused: readonly FieldChange[];
  /** Set if the annotations make Argo CD recreate the object, with the loss. */
  readonly recreated: { readonly loss: string | undefined } | undefined;
  /** The application that contained it. */
  readonly movedFrom: string | undefined;
}

/** Changed objects of one Argo CD application. */
export interface ApplicationChanges {
  /** Its folder; empty for objects outside of a folder. */
  readonly application: string;
  /** Whether the whole application is added, removed, or kept. */
  readonly is: 'added' | 'removed' | 'changed';
  readonly added: readonly AddedObject[];
  readonly removed: readonly RemovedObject[];
  readonly changed: readonly ChangedObject[];
}

/** Compares two sets of manifests, application by application, in order. */
export function objectChanges(
  before: readonly FoundObject[],
  after: readonly FoundObject[],
): readonly ApplicationChanges[] {
  const [old, now] = [byKey(before), byKey(after)];
  const onlyBefore = [...old].filter(([key]) => !now.has(key)).map(([, found]) => found);
  const onlyAfter = [...now].filter(([key]) => !old.has(key)).map(([, found]) => found);
  const renames = findRenames(
    onlyBefore.map(({ object }) => object),
    onlyAfter.map(({ object }) => object),
  );
  const stays = [...now].flatMap(([key, found]) => {
    const was = old.get(key);
    const changed = was === undefined ? undefined : changedObject(was, found, before);
    return changed === undefined ? [] : [{ in: applicationOf(found), changed }];
  });
  const applications = [...new Set([...before, ...after].map(applicationOf))].sort();
  return applications.flatMap((application) => {
    const isHere = (found: FoundObject) => applicationOf(found) === application;
    const added = onlyAfter.filter(isHere).map(({ object }) => {
      const from = renames.get(object);
      return { ...objectName(object), renamedFrom: from && objectName(from) };
    });
    const removed = onlyBefore.filter(isHere).map(({ object }) => removedObject(object, before));
    const changed = stays.filter((each) => each.in === application).map((each) => each.changed);
    if (added.length + removed.length + changed.length === 0) return [];
    const is = !before.some(isHere) ? 'added' : !after.some(isHere) ? 'removed' : 'changed';
    return [{ application, is, added: inOrder(added), removed: inOrder(removed), changed: inOrder(changed) }];
  });
}

function changedObject(
  was: FoundObject,
  found: FoundObject,
  before: readonly FoundObject[],
): ChangedObject | undefined {
  const { object } = found;
  const changes = fieldChanges(was.object, object, 'kubernetes').filter((change) => isShown(object, change));
  const isMoved = applicationOf(was) !== applicationOf(found);
  if (changes.length === 0 && !isMoved) return undefined;
  const isNew = changes.length > 0 && isRecreated(object);
  return {
    ...objectName(object),
    changes,
    restart: (isNew ? restartOfRecreated(object, changes) : undefined) ?? restartOf(object, changes),
    refused: isNew ? [] : immutableChanges(was.object, changes),
    recreated: isNew ? { loss: lossOf(object, before) } : undefined,
    movedFrom: isMoved ? applicationOf(was) : undefined,
  };
}

/** Lists outside of pods whose first matching entry applies. */
const ordered: ReadonlySet<string> = new Set(['rules', 'matches', 'filters', 'paths', 'http']);

/**
 * Whether the report shows a change. The order of most lists has no effect. The order of a list in
 * a pod template has one: the template differs, so Kubernetes recreates the pods (tried on a real
 * API server, test/cluster/immutable-fields.test.ts).
 */
function isShown(object: KubernetesObject, change: FieldChange): boolean {
  if (isNothing(object, change)) return false;
  const isOfText = change.path.includes(' › ');
  return (
    change.only !== 'order' || isOfText || isOfPods(object, change) || ordered.has(change.fields.at(-1) ?? '')
  );
}

/**
 * Whether an empty value replaces a missing one, or the other way round. To the API server an empty
 * list is unset, and so are empty `resources` of a container. Two templates with this difference
 * are equal (`EqualIgnoreHash` in pkg/controller/deployment/util, by `Semantic.DeepEqual`,
 * kubernetes/kubernetes v1.36.3, 2026-11). Custom resources keep the written form, and elsewhere an
 * empty object is a value: `emptyDir: {}`.
 */
function isNothing(object: KubernetesObject, { before, after, fields }: FieldChange): boolean {
  if (before !== undefined && after !== undefined) return false;
  if (!isBuiltIn(object)) return false;
  const value = before ?? after;
  if (Array.isArray(value)) return value.length === 0;
  const isOfResources = fields.at(-1) === 'resources' || fields.at(-2) === 'resources';
  return (
    isOfResources &&
    isJsonObject(value) &&
    Object.values(value).every((each) => isJsonObject(each) && Object.keys(each).length === 0)
  );
}

/**
 * Whether the API server has the schema. Groups of custom resources contain a dot and, with few
 * exceptions, another suffix.
 */
function isBuiltIn(object: KubernetesObject): boolean {
  const group = apiGroupOf(object);
  return (
    !group.includes('.') || /^(?:networking|rbac\.authorization|scheduling|storage)\.k8s\.io$/.test(group)
  );
}

function applicationOf({ application }: FoundObject): string {
  return application ?? '';
}

function byKey(found: readonly FoundObject[]): ReadonlyMap<string, FoundObject> {
  return new Map(found.map((each) => [objectKey(each.object), each]));
}

function inOrder<T extends ObjectName>(objects: readonly T[]): readonly T[] {
  const key = ({ kind, namespace = '', name }: ObjectName) => `${kind}/${namespace}/${name}`;
  return [...objects].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
