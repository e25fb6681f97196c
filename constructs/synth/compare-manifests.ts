import * as path from 'node:path';
import { grafanaFolder } from '../../lib/platform/gitops/application-names';
import type { Fingerprints, FolderOwner } from '../../lib/platform/gitops/publication-record';
import { ProblemList } from '../../lib/problems/problem-list';
import { isOfAnotherPlatform, ownerOf } from './folder-owner';
import type { Invocation } from './invocation';
import { comparePublication, type Publication, recordedFiles, recordIn } from './publication';
import { byPath } from './rendering';
import type { DeploymentSynthesis, Synthesis } from './synthesis';
import {
  checkHandedOverApplications,
  checkVanishedApplications,
  recordedApplications,
} from './vanished-applications';

/**
 * @throws {DefinitionError} if an application is missing that the definition does not list as
 * removed.
 */
export function compareManifests(
  { platform, manifests, documents, source }: DeploymentSynthesis,
  { manifestsFolder, preview }: Invocation,
  definition: Fingerprints,
): readonly Publication[] {
  if (manifests === undefined || documents === undefined || source === undefined) return [];
  const applications = recordedApplications(source.applications, platform.gitOps.onDelete);
  const folder = path.join(manifestsFolder, platform.environment);
  const owner = ownerOf(platform);
  if (!preview) {
    const problems = ProblemList.create();
    const record = recordIn(folder);
    if (!isOfAnotherPlatform(record.owner, owner)) {
      checkVanishedApplications(platform, record, applications, problems);
      checkHandedOverApplications(platform, record.applications, applications, problems);
    }
    problems.throwIfAny(`the definition of ${platform.environment}`);
  }
  const origin = {
    definitions: new Map([[platform.environment, definition]]),
    applications,
    owner,
    sources: new Map(),
  };
  return [comparePublication(folder, [...manifests, ...documents].sort(byPath), origin)];
}

/** Environments whose folder has files of another platform, which synth replaces. */
export function replacedOwners(
  { deployments }: Synthesis,
  { manifestsFolder }: Invocation,
): readonly { readonly environment: string; readonly owner: FolderOwner }[] {
  return deployments.flatMap(({ platform, manifests }) => {
    const { environment } = platform;
    const { owner } = recordIn(path.join(manifestsFolder, environment));
    if (manifests === undefined || owner === undefined) return [];
    return isOfAnotherPlatform(owner, ownerOf(platform)) ? [{ environment, owner }] : [];
  });
}

/**
 * Dashboards that all environments share, in a folder next to theirs. None without dashboards now
 * and before, and none for a check of some environments, because other environments may have
 * changed them.
 */
export function compareDashboards(
  { sharedDashboards }: Synthesis,
  { manifestsFolder, kubernetes, check, environments }: Invocation,
): readonly Publication[] {
  const folder = path.join(manifestsFolder, grafanaFolder);
  if (sharedDashboards === undefined || !kubernetes || (check && environments.length > 0)) return [];
  if (sharedDashboards.length + recordedFiles(folder).length === 0) return [];
  return [comparePublication(folder, sharedDashboards, { definitions: new Map(), sources: new Map() })];
}
