import { argoCdFolder } from '../../lib/platform/resolve-platform';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import type { ProblemList } from '../../lib/problems/problem-list';

/**
 * Reports applications of an earlier synth that are missing now, unless the definition lists them as removed. Argo CD would delete all their
 * objects, including volumes and namespaces, because of a mistake in a list.
 *
 * @param before paths of the record, below the environment's folder.
 * @param after paths of this synth.
 */
export function checkVanishedApplications(
  { environment, gitOps }: ResolvedPlatform,
  before: readonly string[],
  after: readonly string[],
  problems: ProblemList,
): void {
  const there = new Set(applicationsIn(after, environment));
  const at = problems.at('gitOps');
  for (const name of applicationsIn(before, environment)) {
    if (there.has(name) || gitOps.removedApplications.includes(name)) continue;
    at.add(
      'removedApplications',
      `dist/${environment} contains the application "${name}", but the definition does not, so Argo CD would delete all its objects`,
      `Add it to the definition again, or confirm the removal: gitOps: { removedApplications: ['${name}'] }.`,
    );
  }
  gitOps.removedApplications.forEach((name, index) => {
    if (!there.has(name)) return;
    at.at('removedApplications').add(
      index,
      `the definition still contains the application "${name}"`,
      'Remove it from this list or from the definition.',
    );
  });
}

/**
 * Reports Applications that an ApplicationSet replaces while their finalizer is still in Git. Argo CD would delete their objects before the set
 * recreates the Applications.
 *
 * @param textBefore returns the current content of a file in `dist/`.
 */
export function checkHandedOverApplications(
  { gitOps }: ResolvedPlatform,
  before: readonly string[],
  after: readonly string[],
  textBefore: (path: string) => string | undefined,
  problems: ProblemList,
): void {
  if (gitOps.type !== 'application-set') return;
  const cascading = before
    .filter((path) => /^argocd\/application\..+\.yaml$/.test(path) && !after.includes(path))
    .filter((path) => textBefore(path)?.includes('resources-finalizer.argocd.argoproj.io') === true);
  if (cascading.length === 0) return;
  problems
    .at('gitOps')
    .add(
      'type',
      `Argo CD would delete the objects of ${cascading.length} Applications before the ApplicationSet recreates them`,
      "Set onDelete: 'orphan' with the old type first, and wait for the sync. Then change the type.",
    );
}

/** The names of applications, by their folders; an application from a chart has no folder and is found by its Application. */
function applicationsIn(paths: readonly string[], environment: string): readonly string[] {
  const folders = new Set(paths.map((path) => path.split('/')[0]!));
  const names = paths.flatMap((path) => {
    const [folder, file] = path.split('/');
    if (file === undefined || !file.endsWith('.yaml')) return [];
    if (folder !== argoCdFolder) return [folder!];
    const application = /^application\.(.+)\.yaml$/.exec(file)?.[1];
    if (application === undefined) return [];
    // The name of an application may itself start with the environment: `production-api`.
    return [folders.has(application) ? application : withoutPrefix(application, environment)];
  });
  return [...new Set(names)].sort();
}

/** Next to Applications of other clusters, each name starts with the environment. */
function withoutPrefix(application: string, environment: string): string {
  return application.startsWith(`${environment}-`) ? application.slice(environment.length + 1) : application;
}
