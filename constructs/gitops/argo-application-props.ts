import type { ApplicationProps } from '../../imports/application-argoproj.io';
import type { ApplicationSource } from '../../lib/engine/charts/application-source';
import { type ArgoDestination, inCluster } from '../../lib/engine/gitops/argo-destination';
import { toApplicationSource } from './application-sources';

/**
 * Input of an Argo CD Application: a folder of manifests, a chart, or a chart together with a
 * folder of manifests.
 */
export interface ArgoApplicationProps {
  /** Name of the Application. */
  readonly name: string;
  /** Namespace of Argo CD, which contains the Application itself. */
  readonly argoCdNamespace: string;
  /** Name of the AppProject that allows it. */
  readonly project: string;
  /**
   * Sources to sync. Argo CD renders each source separately and combines their objects into one
   * application. Its documentation advises against more than two or three.
   */
  readonly sources: readonly [ApplicationSource, ...ApplicationSource[]];
  /**
   * Refreshes only when files in the application's folder change. Useful for a repository that
   * contains other files too.
   *
   * @default true
   */
  readonly watchFolderOnly?: boolean;
  /** Namespace of objects without a namespace. */
  readonly namespace: string;
  /**
   * Sync wave among the Applications of a root application; lower waves sync first.
   *
   * @default 0, the default of Argo CD
   */
  readonly syncWave?: number;
  /**
   * Continues a sync if a kind is unknown during the dry run. For folders with custom resources of
   * add-ons (KEDA, Secrets Store CSI), whose CustomResourceDefinitions may not exist yet while the
   * add-on starts.
   *
   * @default false
   */
  readonly skipDryRunOnMissingResource?: boolean;
  /**
   * What Argo CD does with the objects when someone deletes the Application: `cascade` deletes them
   * and waits, `background` deletes them without waiting, `orphan` keeps them running.
   *
   * @default 'cascade''
   */
  readonly onDelete?: OnDelete;
  /**
   * Cluster of the objects.
   *
   * @default the cluster of Argo CD
   */
  readonly destination?: ArgoDestination;
  /**
   * Excludes the Application from pruning, even if Git no longer contains its file. For the root
   * application, because deleting it would delete everything.
   *
   * @default false
   */
  readonly protectFromPruning?: boolean;
}

export type OnDelete = 'cascade' | 'background' | 'orphan';

/**
 * Finalizer that deletes the Application's objects before the Application.
 *
 * @see argo-cd docs, user-guide/app_deletion (2026-11)
 */
export const cascadeFinalizer = 'resources-finalizer.argocd.argoproj.io';

const finalizers: Readonly<Record<OnDelete, readonly string[]>> = {
  cascade: [cascadeFinalizer],
  background: [`${cascadeFinalizer}/background`],
  orphan: [],
};

/**
 * Returns the Application as props of its binding; with apiVersion and kind, they are the manifest.
 * They are plain data, because the Azure half passes the root application to Argo CD's Helm chart
 * and does not load cdk8s.
 *
 * @see argo-cd docs (3.5, 2026-11): operator-manual/application.yaml,
 * user-guide/{auto_sync,sync-options,sync-waves, diff-strategies},
 * operator-manual/high_availability (manifest-generate-paths).
 */
export function argoApplicationProps(props: ArgoApplicationProps): ApplicationProps {
  const sources = props.sources.map((source) => toApplicationSource(source, props.name));
  const [, ...others] = sources;
  const ownFinalizers = finalizers[props.onDelete ?? 'cascade'];
  return {
    metadata: {
      name: props.name,
      namespace: props.argoCdNamespace,
      annotations: {
        // Compare with the result of a server-side dry run. The client-side comparison reports
        // differences that a server-side apply does not have.
        'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        // A commit that changes nothing in this folder does not refresh this Application.
        ...(props.watchFolderOnly === false ? {} : { 'argocd.argoproj.io/manifest-generate-paths': '.' }),
        ...(props.protectFromPruning === true ? { 'argocd.argoproj.io/sync-options': 'Prune=false' } : {}),
        ...(props.syncWave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': String(props.syncWave) }),
      },
      ...(ownFinalizers.length === 0 ? {} : { finalizers: [...ownFinalizers] }),
    },
    spec: {
      project: props.project,
      ...(others.length === 0 ? { source: sources[0] } : { sources }),
      destination: { ...(props.destination ?? inCluster), namespace: props.namespace },
      syncPolicy: {
        automated: {
          prune: true,
          selfHeal: true,
          // An empty folder is an accident, not a request to delete production.
          allowEmpty: false,
        },
        // After the last retry Argo CD does not try a commit again. Ten retries, at most 3 minutes
        // apart, outlast a slow add-on or namespace. `refresh` retries with a newer commit if there
        // is one.
        retry: { limit: 10, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } },
        syncOptions: [
          // Namespaces have their own manifests, so Git contains their labels too.
          'CreateNamespace=false',
          'FailOnSharedResource=true',
          'ServerSideApply=true',
          ...(props.skipDryRunOnMissingResource === true ? ['SkipDryRunOnMissingResource=true'] : []),
        ],
      },
    },
  };
}
