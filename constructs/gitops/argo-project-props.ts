import type { AppProjectProps } from '../../imports/appproject-argoproj.io';
import { type ArgoDestination, inCluster } from '../../lib/engine/gitops/argo-destination';
import type { SyncWindow } from '../../lib/engine/gitops/sync-windows';
import { cascadeFinalizer } from './argo-application-props';
import type { GroupKind } from './kubernetes-kinds';

/** Input of an AppProject. Its Applications may do only what it lists. */
export interface ArgoProjectProps {
  /** Name of the AppProject. */
  readonly name: string;
  /** Namespace of Argo CD. */
  readonly argoCdNamespace: string;
  /** One sentence about the project. */
  readonly description: string;
  /** Repositories that its Applications may sync. Wildcards are an error. */
  readonly repositories: readonly string[];
  /** Namespaces that its Applications may write to. Wildcards are an error. */
  readonly namespaces: readonly string[];
  /**
   * Cluster of these namespaces.
   *
   * @default the cluster of Argo CD
   */
  readonly destination?: ArgoDestination;
  /**
   * Times at which its Applications may sync.
   *
   * @default always
   */
  readonly syncWindows?: readonly SyncWindow[];
  /**
   * Warns about objects in the Applications' namespaces that belong to no Application.
   *
   * @default false
   */
  readonly warnOfOrphans?: boolean;
  /**
   * Cluster-scoped kinds that its Applications may create.
   *
   * @default none
   */
  readonly clusterKinds?: readonly GroupKind[];
  /**
   * Namespaced kinds that its Applications may create, and that Argo CD shows. `any` allows all
   * kinds in the project's namespaces; use it for a chart with its own namespaces, because its
   * kinds are unknown before Argo CD renders it. `none` allows no kind.
   */
  readonly namespacedKinds: readonly GroupKind[] | 'any' | 'none';
  /**
   * Sync wave in a root application. A project syncs before its Applications.
   *
   * @default -10
   */
  readonly syncWave?: number;
  /**
   * Excludes the project from pruning.
   *
   * @default false
   */
  readonly protectFromPruning?: boolean;
  /**
   * Annotations that subscribe recipients to the notifications of every Application in the project.
   *
   * @default none
   * @see argo-cd docs (3.5, 2026-11), operator-manual/notifications/subscriptions
   */
  readonly subscriptions?: Readonly<Record<string, string>>;
}

/**
 * Returns the AppProject as props of its binding. They are plain data; see `argoApplicationProps`.
 *
 * @throws {Error} for a wildcard or an empty list of kinds, because the purpose of a project is to
 * list what it allows.
 * @see argo-cd docs (3.5, 2026-11), user-guide/{projects,sync_windows,orphaned-resources}.
 */
export function argoProjectProps(props: ArgoProjectProps): AppProjectProps {
  refuseWildcards(props);
  const { namespacedKinds } = props;
  // Argo CD reads an empty list as "all kinds". That must be an explicit choice.
  if (namespacedKinds.length === 0) {
    throw new Error(
      `AppProject "${props.name}" has an empty list of namespaced kinds, which Argo CD reads as "all kinds". Use 'any' or 'none'.`,
    );
  }
  return {
    metadata: {
      name: props.name,
      namespace: props.argoCdNamespace,
      annotations: {
        ...(props.protectFromPruning === true ? { 'argocd.argoproj.io/sync-options': 'Prune=false' } : {}),
        'argocd.argoproj.io/sync-wave': String(props.syncWave ?? -10),
        ...props.subscriptions,
      },
      // Kubernetes keeps the project until no Application references it.
      finalizers: [cascadeFinalizer],
    },
    spec: {
      description: props.description,
      sourceRepos: [...new Set(props.repositories)].sort(),
      destinations: [...new Set(props.namespaces)]
        .sort()
        .map((namespace) => ({ ...(props.destination ?? inCluster), namespace })),
      // An absent list allows no kind.
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
  // An absent list allows all kinds.
  if (kinds === 'any') return {};
  // An empty list allows all kinds too, so deny all of them. Here the wildcard narrows the
  // permission.
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
    throw new Error(`AppProject "${props.name}" has the wildcard "${wildcard}". List each allowed value.`);
  }
}
