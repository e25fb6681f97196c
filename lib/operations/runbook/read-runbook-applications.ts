import type { FoundObject } from '../../check/deployment-picture';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import { readApplications } from '../topology/read-applications';

/** An Argo CD Application, whether it is a manifest or an ApplicationSet makes it. */
export interface RunbookApplication {
  readonly name: string;
  /** Whether it brings the others. */
  readonly isRoot: boolean;
  /** Whether an ApplicationSet makes it, and puts back what is changed of it. */
  readonly isGenerated: boolean;
  /** Namespace of the objects that state none. */
  readonly namespace: string;
  /** Folders and charts. */
  readonly sources: readonly string[];
}

export function readRunbookApplications(
  platform: ResolvedPlatform,
  objects: readonly FoundObject[],
): readonly RunbookApplication[] {
  const manifests = new Set(
    objects.filter(({ object }) => object.kind === 'Application').map(({ object }) => object.metadata.name),
  );
  return readApplications(platform, objects).map(({ name, isRoot, namespace, sources }) => ({
    name,
    isRoot,
    isGenerated: !manifests.has(name),
    namespace,
    sources,
  }));
}
