import type { CompleteGitOps } from '../../definition/gitops-definition';
import { type ArgoDestination, argoApplicationName } from '../../engine/gitops/argo-destination';
import { checkSyncWindows } from '../../engine/gitops/sync-windows';
import { kubernetesNameProblem } from '../../facts/kubernetes-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireRule } from '../../problems/value-rules';
import { parseRepositoryAddress } from '../../values/repository-address';
import { resolveTimeZone } from '../region-time';
import type { ResolvedApplication } from './resolved-application';
import type { ResolvedNotifications } from './resolved-notifications';

/** Resolves the settings of Argo CD. */
export function resolveGitOps(
  definition: CompleteGitOps,
  { environment, region }: { readonly environment: string; readonly region: string },
  applications: readonly ResolvedApplication[],
  /** Names of the applications that are Helm charts. */
  charts: readonly string[],
  notifications: ResolvedNotifications | undefined,
  problems: ProblemList,
) {
  const { path: folder, ...settings } = definition;
  const { repository, revision } = settings;
  if (parseRepositoryAddress(repository) === undefined) {
    problems.add(
      'repository',
      /^\w+:\/\/[^/]*@/.test(repository)
        ? 'the address contains a user name, a password or a token' // The message omits the address.
        : `"${repository}" is not the HTTPS or SSH address of a repository`,
      'Use the form https://github.com/my-org/gitops, or git@github.com:my-org/gitops.git for a deploy key. Argo CD stores the credentials.',
    );
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(revision)) {
    problems.add(
      'revision',
      `"${revision}" is not a valid branch, tag or commit`,
      'Use a name such as main or v1.2.3.',
    );
  }
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/.test(folder)) {
    problems.add(
      'path',
      `"${folder}" is not a valid folder of the repository`,
      'Use a relative path such as dist, without a slash at either end.',
    );
  }
  requireRule(
    problems.at('argoCd'),
    'namespace',
    kubernetesNameProblem('label', definition.argoCd.namespace),
    'Choose another name.',
  );
  checkSyncWindows(
    definition.syncWindows,
    [...applications.map(({ name }) => name), ...charts].map((name) =>
      argoApplicationName(environment, definition.destination, name),
    ),
    problems.at('syncWindows'),
  );
  return {
    ...settings,
    syncWindows: definition.syncWindows.map((window, index) => ({
      ...window,
      timeZone: resolveTimeZone(window.timeZone, region, problems.at('syncWindows').at(index)),
    })),
    /** Folder of this environment in the repository: `dist/production`. */
    environmentPath: `${folder}/${environment}`,
    /** Applications with objects that the platform renders. */
    applications,
    /** Undefined: the cluster that Argo CD runs in. */
    destination: resolveDestination(definition, problems),
    notifications,
  };
}

export type ResolvedGitOps = Readonly<ReturnType<typeof resolveGitOps>>;

function resolveDestination(
  { destination, argoCd }: CompleteGitOps,
  problems: ProblemList,
): ArgoDestination | undefined {
  if (destination === undefined) return undefined;
  const at = problems.at('destination');
  if ('server' in destination && !/^https:\/\/[^\s/@?#]+$/.test(destination.server)) {
    at.add(
      'server',
      `"${destination.server}" is not the address of an API server`,
      'Use the form https://host:443.',
    );
  }
  if ('name' in destination && !/^[^\s*]+$/.test(destination.name)) {
    at.add(
      'name',
      `"${destination.name}" is not a valid cluster name`,
      'Use the name that `argocd cluster list` prints.',
    );
  }
  if (argoCd.install !== 'none') {
    at.add(
      '',
      'an Argo CD in another cluster syncs this one, but the platform also installs Argo CD here',
      "Set argoCd: { install: 'none' }.",
    );
  }
  return destination;
}
