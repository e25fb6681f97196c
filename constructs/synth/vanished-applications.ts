import type { DeployedApplication } from '../../lib/operations/inventory/deployed-application';
import type { PublicationRecord, RecordedApplication } from '../../lib/platform/gitops/publication-record';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import type { ProblemList } from '../../lib/problems/problem-list';
import { describeOwner, isSameCluster, ownerOf } from './folder-owner';

/** Applications by their names in the definition. */
type Applications = ReadonlyMap<string, RecordedApplication>;

/**
 * The applications of an environment for its record, in the order of their names; without the root,
 * which always exists.
 */
export function recordedApplications(
  applications: readonly DeployedApplication[],
  onDelete: ResolvedPlatform['gitOps']['onDelete'],
): Applications {
  const deletion = onDelete === 'orphan' ? 'orphan' : 'cascade';
  return new Map(
    applications
      .filter(({ isRoot }) => !isRoot)
      .map(
        ({ definitionName, isGenerated }) => [definitionName, isGenerated ? 'generated' : deletion] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/**
 * Reports applications of an earlier synth that are missing now, unless the definition lists them
 * as removed. Argo CD would delete all their objects, including volumes and namespaces, because of
 * a mistake in a list.
 *
 * @param record the record of the folder.
 * @param after applications of this synth.
 */
export function checkVanishedApplications(
  platform: ResolvedPlatform,
  { applications: before, owner }: Pick<PublicationRecord, 'applications' | 'owner'>,
  after: Applications,
  problems: ProblemList,
): void {
  const { environment, gitOps } = platform;
  const at = problems.at('gitOps');
  const folder = `dist/${environment}`;
  const ofAnotherCluster =
    owner === undefined || isSameCluster(owner, ownerOf(platform))
      ? ''
      : ` ${folder} is of ${describeOwner(owner)}: if it no longer exists, delete ${folder}.`;
  for (const name of before.keys()) {
    if (after.has(name) || gitOps.removedApplications.includes(name)) continue;
    at.add(
      'removedApplications',
      `${folder} contains the application "${name}", but the definition does not, so Argo CD would delete all its objects`,
      `Add it to the definition again, or confirm the removal: gitOps: { removedApplications: ['${name}'] }.${ofAnotherCluster}`,
    );
  }
  gitOps.removedApplications.forEach((name, index) => {
    if (!after.has(name)) return;
    at.at('removedApplications').add(
      index,
      `the definition still contains the application "${name}"`,
      'Remove it from this list or from the definition.',
    );
  });
}

/**
 * Reports Applications that an ApplicationSet replaces while their finalizer is still in Git. Argo
 * CD would delete their objects before the set recreates the Applications.
 */
export function checkHandedOverApplications(
  { gitOps }: ResolvedPlatform,
  before: Applications,
  after: Applications,
  problems: ProblemList,
): void {
  if (gitOps.type !== 'application-set') return;
  const cascading = [...before].filter(
    ([name, deletion]) => deletion === 'cascade' && after.get(name) === 'generated',
  );
  if (cascading.length === 0) return;
  problems
    .at('gitOps')
    .add(
      'type',
      `Argo CD would delete the objects of ${cascading.length} Applications before the ApplicationSet recreates them`,
      "Set onDelete: 'orphan' with the old type first, and wait for the sync. Then change the type.",
    );
}
