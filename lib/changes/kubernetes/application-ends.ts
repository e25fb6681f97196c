import type { FoundObject } from '../../check/deployment-picture';
import { isJsonObject, textAt, valueAt } from '../../values/json';
import { type ObjectName, objectKey, objectName } from './object-name';

/** What happens to the objects of an application whose folder is removed. */
export interface ApplicationEnd {
  /**
   * `deleted`: the Application is removed and deletes its objects. `orphaned`: the Application is
   * removed and its objects stay. `left`: the Application stays and its sync fails. `unknown`: no
   * Application in these manifests reads the folder.
   */
  readonly how: 'deleted' | 'orphaned' | 'left' | 'unknown';
  /** The Application that reads the folder. */
  readonly reader: ObjectName | undefined;
}

/**
 * The finalizer with which a deleted Application deletes its objects. Source:
 * argo-cd.readthedocs.io/en/stable/user-guide/app_deletion (2026-11).
 */
const finalizer = 'resources-finalizer.argocd.argoproj.io';

/** Whether an Application deletes its objects when it is deleted. */
export function cascades(finalizers: unknown): boolean {
  return Array.isArray(finalizers) && finalizers.some((each) => String(each).startsWith(finalizer));
}

/**
 * The end of the application that a removed folder belongs to.
 *
 * @param folder `dist/production/ai-app`
 */
export function applicationEnd(
  folder: string,
  before: readonly FoundObject[],
  after: readonly FoundObject[],
): ApplicationEnd {
  const reader = before.find(({ object }) => foldersOf(object).includes(folder));
  if (reader !== undefined) {
    const key = objectKey(reader.object);
    const isLeft = after.some(
      ({ object }) => objectKey(object) === key && foldersOf(object).includes(folder),
    );
    const how = isLeft ? 'left' : cascades(reader.object.metadata['finalizers']) ? 'deleted' : 'orphaned';
    return { how, reader: objectName(reader.object) };
  }
  const set = before.find(({ object }) => object.kind === 'ApplicationSet');
  if (set === undefined) return { how: 'unknown', reader: undefined };
  const isKept =
    valueAt(set.object, 'spec.syncPolicy.preserveResourcesOnDeletion') === true ||
    !cascades(valueAt(set.object, 'spec.template.metadata.finalizers'));
  return { how: isKept ? 'orphaned' : 'deleted', reader: undefined };
}

/** Folders of this repository that an Application reads. */
function foldersOf(object: FoundObject['object']): readonly string[] {
  if (object.kind !== 'Application') return [];
  const sources = [valueAt(object, 'spec.source'), valueAt(object, 'spec.sources')].flat();
  return sources.filter(isJsonObject).flatMap((source) => textAt(source, 'path') ?? []);
}
