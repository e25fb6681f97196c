import { withCanonicalQuantities } from '../../lib/check/canonical-quantities';
import type { FoundObject, KubernetesObject } from '../../lib/check/deployment-picture';
import { ProblemList } from '../../lib/problems/problem-list';
import { manifestFileName, toManifestText } from './manifest-file';
import { byPath, type RenderedFile } from './rendering';

/** The objects of one folder below the environment. */
export interface ManifestFolder {
  readonly application: string;
  readonly objects: readonly KubernetesObject[];
}

/** The Kubernetes half as files and objects. */
export interface ManifestRendering {
  /** Below the environment's folder, in order. */
  readonly files: readonly RenderedFile[];
  /** `file` is the path of one of `files`. */
  readonly objects: readonly FoundObject[];
}

/**
 * Renders a file for each object: `<application>/<kind>.<name>.yaml`.
 *
 * @throws {DefinitionError} if two objects have the same file name.
 */
export function renderManifests(folders: readonly ManifestFolder[]): ManifestRendering {
  const problems = ProblemList.create();
  const files = new Map<string, RenderedFile>();
  const objects: FoundObject[] = [];
  for (const { application, objects: folderObjects } of folders) {
    for (const object of folderObjects.map(withCanonicalQuantities)) {
      const path = `${application}/${manifestFileName(object)}`;
      if (files.has(path)) {
        problems.add(
          path,
          `two objects of kind ${object.kind} have this file name; the second is "${object.metadata.name}"`,
          'Rename one of them, or move it to another application.',
        );
        continue;
      }
      files.set(path, { path, text: toManifestText(object) });
      objects.push({ file: path, application, object });
    }
  }
  problems.throwIfAny('the Kubernetes objects');
  return { files: [...files.values()].sort(byPath), objects };
}
