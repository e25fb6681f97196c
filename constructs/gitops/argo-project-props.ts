import type { AppProjectProps } from '../../imports/appproject-argoproj.io';
import { type ArgoDestination, inCluster } from '../../lib/engine/gitops/argo-destination';
import type { SyncWindow } from '../../lib/engine/gitops/sync-windows';
import { cascadeFinalizer } from './argo-application-props';
import type { GroupKind } from './kubernetes-kinds';

/** What the Applications of a project may do: everything that is not listed is refused. */
export interface ArgoProjectProps {
  readonly name: string;
  /** Namespace of Argo CD. */
  readonly argoCdNamespace: string;
  /** One sentence for people. */
  readonly description: string;
  /** Repositories that may be synced. No wildcards. */
  readonly repositories: readonly string[];
  /** Namespaces that may be written to. No wildcards. */
  readonly namespaces: readonly string[];
  /** Cluster of these namespaces. Default: the one that Argo CD runs in. */
  readonly destination?: ArgoDestination;
  /** When its Applications may be synced. Default: always. */
  readonly syncWindows?: readonly SyncWindow[];
  /** Warn of objects in the Applications' namespaces that no Application has. Default: no. */
  readonly warnOfOrphans?: boolean;
  /** Kinds without a namespace that may be made. Default: none. */
  readonly clusterKinds?: readonly GroupKind[];
  /**
   * Kinds in a namespace that may be made, and seen in Argo CD. `any`: all of them, in the project's namespaces. For a project of
   * somebody else's chart, whose kinds are not known before Argo CD renders it, with namespaces that are the chart's own. `none`: none.
   */
  readonly namespacedKinds: readonly GroupKind[] | 'any' | 'none';
  /** Order in a root application; a project comes before its Applications. Default: -10. */
  readonly syncWave?: number;
  /** Never removed by a sync. Default: off. */
  readonly protectFromPruning?: boolean;
}

/**
 * The AppProject as props of its binding; plain data, see `argoApplicationProps`.
 *
 * @throws {Error} if there is a wildcard, or no list: the whole point of a project is to list what is allowed.
 * Source: argo-cd docs (3.5, 2026-11), user-guide/{projects,sync_windows,orphaned-resources}.
 */
export function argoProjectProps(props: ArgoProjectProps): AppProjectProps {
  refuseWildcards(props);
  const { namespacedKinds } = props;
  // Argo CD takes an empty list for "all kinds": who wants that says so.
  if (namespacedKinds.length === 0) {
    throw new Error(`AppProject "${props.name}" lists no namespaced kinds, which would allow all of them.`);
  }
  return {
    metadata: {
      name: props.name,
      namespace: props.argoCdNamespace,
      annotations: {
        ...(props.protectFromPruning === true ? { 'argocd.argoproj.io/sync-options': 'Prune=false' } : {}),
        'argocd.argoproj.io/sync-wave': String(props.syncWave ?? -10),
      },
      // The project stays until no Application refers to it.
      finalizers: [cascadeFinalizer],
    },
    spec: {
      description: props.description,
      sourceRepos: [...new Set(props.repositories)].sort(),
      destinations: [...new Set(props.namespaces)]
        .sort()
        .map((namespace) => ({ ...(props.destination ?? inCluster), namespace })),
      // Left out, it allows none.
      ...(props.clusterKinds === undefined || props.clusterKinds.length === 0
        ? {}
        : { clusterResourceWhitelist: props.clusterKinds.map(({ group, kind }) => ({ group, kind })) }),
      ...allowedInNamespaces(namespacedKinds),
      ...(props.syncWindows === undefined || props.syncWindows.length === 0
        ? {}
        : {
            syncWindows: props.syncWindows.map((window) => ({
              ...window,
              applications: [...window.applications],
            })),
          }),
      ...(props.warnOfOrphans === true ? { orphanedResources: { warn: true } } : {}),
    },
  };
}

function allowedInNamespaces(kinds: ArgoProjectProps['namespacedKinds']) {
  // Left out, the list allows all.
  if (kinds === 'any') return {};
  // Empty too; so nothing is said by refusing everything, the one place where a wildcard narrows.
  if (kinds === 'none') return { namespaceResourceBlacklist: [{ group: '*', kind: '*' }] };
  return { namespaceResourceWhitelist: kinds.map(({ group, kind }) => ({ group, kind })) };
}

function refuseWildcards(props: ArgoProjectProps): void {
  const namespacedKinds = typeof props.namespacedKinds === 'string' ? [] : props.namespacedKinds;
  const kinds = [...(props.clusterKinds ?? []), ...namespacedKinds];
  const values = [
    ...props.repositories,
    ...props.namespaces,
    ...kinds.flatMap(({ group, kind }) => [group, kind]),
  ];
  const wildcard = values.find((value) => value.includes('*'));
  if (wildcard !== undefined) {
    throw new Error(
      `AppProject "${props.name}" has the wildcard "${wildcard}". List what is allowed, one by one.`,
    );
  }
}
