import { argoCdFolder } from '../../lib/platform/resolve-platform';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import type { ProblemList } from '../../lib/problems/problem-list';

/**
 * Applications that an earlier synth had and this one has not, unless the definition says that they are to go. Argo CD would
 * delete everything that they own, volumes and namespaces among it; a slip in a list must not do that.
 *
 * @param before paths of the record, below the environment's folder.
 * @param after paths that are going to be written.
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
      `the application "${name}" is in dist/${environment} and no longer in the definition: Argo CD would delete all that it owns`,
      `Put it back, or say that it is to go: gitOps: { removedApplications: ['${name}'] }.`,
    );
  }
  gitOps.removedApplications.forEach((name, index) => {
    if (!there.has(name)) return;
    at.at('removedApplications').add(
      index,
      `"${name}" is still an application`,
      'Take it out of this list, or out of the definition.',
    );
  });
}

/**
 * Applications whose manifest goes while their folder stays: an ApplicationSet is to make them from now on. With the finalizer that they
 * have in Git, Argo CD would delete all that runs before the set makes them anew.
 *
 * @param textBefore the file as it is in `dist/`.
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
      `Argo CD would delete what ${cascading.length} Applications own before the ApplicationSet makes them anew`,
      "First set onDelete: 'orphan', with the type as it was, and let that be synced; then change the type.",
    );
}

/** By folder, and by Application where the manifests come from a chart and there is no folder. */
function applicationsIn(paths: readonly string[], environment: string): readonly string[] {
  const folders = new Set(paths.map((path) => path.split('/')[0]!));
  const names = paths.flatMap((path) => {
    const [folder, file] = path.split('/');
    if (file === undefined || !file.endsWith('.yaml')) return [];
    if (folder !== argoCdFolder) return [folder!];
    const application = /^application\.(.+)\.yaml$/.exec(file)?.[1];
    if (application === undefined) return [];
    // An application may be called `production-api` itself.
    return [folders.has(application) ? application : withoutPrefix(application, environment)];
  });
  return [...new Set(names)].sort();
}

/** Beside the Applications of other clusters, the environment's name stands before that of each. */
function withoutPrefix(application: string, environment: string): string {
  return application.startsWith(`${environment}-`) ? application.slice(environment.length + 1) : application;
}
