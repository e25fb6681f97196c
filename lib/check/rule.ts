import type { DeploymentPicture } from './deployment-picture';
import type { Finding } from './finding';

/**
 * A rule over what was synthesized. One rule a file; it is pure, so that it says the same of hand-written manifests and
 * of other people's charts.
 */
export interface Rule {
  /** Stable, kebab-case. */
  readonly id: string;
  readonly title: string;
  /** `error` stops synth; `warning` is told. */
  readonly severity: 'error' | 'warning';
  /** The incident that it prevents. */
  readonly why: string;
  /** The primary source, with the date it was read. */
  readonly source: string;
  readonly check: (picture: DeploymentPicture) => readonly Finding[];
}
