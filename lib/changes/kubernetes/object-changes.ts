import { apiGroupOf, type FoundObject, type KubernetesObject } from '../../check/deployment-picture';
import { isJsonObject } from '../../values/json';
import type { FieldChange } from '../compare/field-change';
import { fieldChanges } from '../compare/field-changes';
import { isMadeAnew } from './argo-annotations';
import { immutableChanges } from './immutable-fields';
import { type ObjectName, objectKey, objectName } from './object-name';
import { lossOf, type RemovedObject, removedObject } from './removals';
import { findRenames } from './renames';
import { isOfPods, type Restart, restartOf, restartOfMadeAnew } from './restarts';

/** An object that comes. */
export interface AddedObject extends ObjectName {
  /** The object that goes and is the same otherwise: it is deleted, and this one made. */
  readonly renamedFrom: ObjectName | undefined;
}

/** An object that is not what it was, or that another application has. */
export interface ChangedObject extends ObjectName {
  readonly changes: readonly FieldChange[];
  /** What becomes of its pods. */
  readonly restart: Restart | undefined;
  /** Changes that Kubernetes refuses: the sync fails until the object is deleted. */
  readonly refused: readonly FieldChange[];
  /** Argo CD deletes it and makes it anew, because its annotations say so; what is gone then. */
  readonly madeAnew: { readonly loss: string | undefined } | undefined;
  /** The application that had it. */
  readonly movedFrom: string | undefined;
}

/** What becomes of the objects of one Argo CD application. */
export interface ApplicationChanges {
  /** The folder; empty for objects that are in none. */
  readonly application: string;
  /** Whether the whole application comes, goes, or stays. */
  readonly is: 'added' | 'removed' | 'changed';
  readonly added: readonly AddedObject[];
  readonly removed: readonly RemovedObject[];
  readonly changed: readonly ChangedObject[];
}

/** What is different between two sets of manifests, application by application, in order. */
export function objectChanges(
  before: readonly FoundObject[],
  after: readonly FoundObject[],
): readonly ApplicationChanges[] {
  const [old, now] = [byKey(before), byKey(after)];
  const gone = [...old].filter(([key]) => !now.has(key)).map(([, found]) => found);
  const come = [...now].filter(([key]) => !old.has(key)).map(([, found]) => found);
  const renames = findRenames(
    gone.map(({ object }) => object),
    come.map(({ object }) => object),
  );
  const stays = [...now].flatMap(([key, found]) => {
    const was = old.get(key);
    const changed = was === undefined ? undefined : changedObject(was, found, before);
    return changed === undefined ? [] : [{ in: applicationOf(found), changed }];
  });
  const applications = [...new Set([...before, ...after].map(applicationOf))].sort();
  return applications.flatMap((application) => {
    const isHere = (found: FoundObject) => applicationOf(found) === application;
    const added = come.filter(isHere).map(({ object }) => {
      const from = renames.get(object);
      return { ...objectName(object), renamedFrom: from && objectName(from) };
    });
    const removed = gone.filter(isHere).map(({ object }) => removedObject(object, before));
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
  const changes = fieldChanges(was.object, object, 'kubernetes').filter((change) => isTold(object, change));
  const isMoved = applicationOf(was) !== applicationOf(found);
  if (changes.length === 0 && !isMoved) return undefined;
  const isNew = changes.length > 0 && isMadeAnew(object);
  return {
    ...objectName(object),
    changes,
    restart: (isNew ? restartOfMadeAnew(object, changes) : undefined) ?? restartOf(object, changes),
    refused: isNew ? [] : immutableChanges(was.object, changes),
    madeAnew: isNew ? { loss: lossOf(object, before) } : undefined,
    movedFrom: isMoved ? applicationOf(was) : undefined,
  };
}

/** Lists outside of pods in which the first that fits is taken. */
const ordered: ReadonlySet<string> = new Set(['rules', 'matches', 'filters', 'paths', 'http']);

/**
 * The order of most lists means nothing to Kubernetes. That of every list of a pod does: the template is another one, and its pods are
 * made anew (tried on a real API server, test/cluster/immutable-fields.test.ts).
 */
function isTold(object: KubernetesObject, change: FieldChange): boolean {
  if (isNothing(object, change)) return false;
  const isOfText = change.path.includes(' › ');
  return (
    change.only !== 'order' || isOfText || isOfPods(object, change) || ordered.has(change.fields.at(-1) ?? '')
  );
}

/**
 * Whether an empty value only stands where nothing stood, or the other way round: to the API server a list without entries is none, and so are
 * the `resources` of a container without fields; a template that differs by that is the same (`EqualIgnoreHash` in
 * pkg/controller/deployment/util, by `Semantic.DeepEqual`, kubernetes/kubernetes v1.36.3, 2026-11). Custom resources are kept as they are written, and an empty object is a value elsewhere: `emptyDir: {}`.
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

/** Groups of which the API server knows every field; those of custom resources have a dot, and mostly another end. */
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
