import type { GitOpsDefinition } from '../../definition/gitops-definition';
import { type ArgoDestination, argoApplicationName } from '../../engine/gitops/argo-destination';
import type { SyncWindow } from '../../engine/gitops/sync-windows';
import { resolveSyncWindows } from '../../engine/gitops/sync-windows';
import { kubernetesNameProblem } from '../../facts/kubernetes-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireRule } from '../../problems/value-rules';
import type { ResolvedApplication } from './resolved-application';
import type { ResolvedNotifications } from './resolved-notifications';

/** What Argo CD syncs from Git, and how. */
export interface ResolvedGitOps {
  readonly repository: string;
  readonly revision: string;
  /** Folder of this environment in the repository: `dist/production`. */
  readonly environmentPath: string;
  readonly argoCd: {
    readonly install: 'extension' | 'helm' | 'none';
    readonly namespace: string;
    /** Undefined: the version that the construct pins. */
    readonly version: string | undefined;
  };
  /** Applications with objects that the platform renders. */
  readonly applications: readonly ResolvedApplication[];
  /** Applications that Argo CD may delete. Synth refuses to remove any other application. */
  readonly removedApplications: readonly string[];
  readonly type: 'app-of-apps' | 'application-set';
  /** Undefined: the cluster that Argo CD runs in. */
  readonly destination: ArgoDestination | undefined;
  readonly onDelete: 'cascade' | 'background' | 'orphan';
  readonly syncWindows: readonly SyncWindow[];
  readonly orphanedResources: 'warn' | 'ignore';
  readonly notifications: ResolvedNotifications | undefined;
}

/** Resolves the settings of Argo CD. */
export function resolveGitOps(
  definition: GitOpsDefinition,
  environment: string,
  applications: readonly ResolvedApplication[],
  /** Names of the applications that are Helm charts. */
  charts: readonly string[],
  notifications: ResolvedNotifications | undefined,
  problems: ProblemList,
): ResolvedGitOps {
  const { repository } = definition;
  if (!/^https:\/\/[^\s/@?#]+(\/[^\s@?#]+)+$/.test(repository)) {
    problems.add(
      'repository',
      repository.includes('@')
        ? 'the address contains a user name or token' // The message omits the address.
        : `"${repository}" is not the HTTPS address of a repository`,
      'Use the form https://github.com/my-org/gitops. Argo CD stores the credentials.',
    );
  }
  const revision = definition.revision ?? 'main';
  if (!/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(revision)) {
    problems.add(
      'revision',
      `"${revision}" is not a valid branch, tag or commit`,
      'Use a name such as main or v1.2.3.',
    );
  }
  const folder = definition.path ?? 'dist';
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/.test(folder)) {
    problems.add(
      'path',
      `"${folder}" is not a valid folder of the repository`,
      'Use a relative path such as dist, without a slash at either end.',
    );
  }
  const namespace = definition.argoCd?.namespace ?? 'argocd';
  requireRule(
    problems.at('argoCd'),
    'namespace',
    kubernetesNameProblem('label', namespace),
    'Choose another name.',
  );
  return {
    repository,
    revision,
    environmentPath: `${folder}/${environment}`,
    argoCd: {
      install: definition.argoCd?.install ?? 'extension',
      namespace,
      version: definition.argoCd?.version,
    },
    applications,
    removedApplications: definition.removedApplications ?? [],
    type: definition.type ?? 'app-of-apps',
    destination: resolveDestination(definition, problems),
    onDelete: definition.onDelete ?? 'cascade',
    syncWindows: resolveSyncWindows(
      definition.syncWindows ?? [],
      [...applications.map(({ name }) => name), ...charts].map((name) =>
        argoApplicationName(environment, definition.destination, name),
      ),
      problems.at('syncWindows'),
    ),
    orphanedResources: definition.orphanedResources ?? 'warn',
    notifications,
  };
}

function resolveDestination(
  { destination, argoCd }: GitOpsDefinition,
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
  if (argoCd?.install !== 'none') {
    at.add(
      '',
      'an Argo CD in another cluster syncs this one, but the platform also installs Argo CD here',
      "Set argoCd: { install: 'none' }.",
    );
  }
  return destination;
}
