import type { FoundObject } from '../../check/deployment-picture';
import type { ResolvedPlatform } from '../../platform/resolved-platform';

/** What a document of an environment is written from: what was resolved, and what was synthesized from it. */
export interface DocumentSource {
  readonly platform: ResolvedPlatform;
  /** Every object of the Kubernetes half, extensions included; `file` is below the environment's folder. */
  readonly objects: readonly FoundObject[];
}

/** A file for people beside the manifests: Argo CD reads none of them, because no Application names their folder. */
export interface EnvironmentDocument {
  /** Below `dist/<environment>`, with '/' on every system. */
  readonly path: string;
  readonly text: string;
}
