import type { FoundObject } from '../../check/deployment-picture';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { DeployedApplication } from '../inventory/deployed-application';

/** Data that the documents of an environment are written from: the resolved platform and what was synthesized from it. */
export interface DocumentSource {
  readonly platform: ResolvedPlatform;
  /** Every object of the Kubernetes half, extensions included; `file` is below the environment's folder. */
  readonly objects: readonly FoundObject[];
  /** Argo CD Applications, extensions included, the root first, then in the order of the sync. */
  readonly applications: readonly DeployedApplication[];
}

/** File for people next to the manifests. Argo CD does not read it, because no Application points to its folder. */
export interface EnvironmentDocument {
  /** Below `dist/<environment>`, with '/' on every system. */
  readonly path: string;
  readonly text: string;
}
