import type { ApplicationProps } from '../../imports/application-argoproj.io';
import type { ApplicationSource } from '../../lib/engine/charts/application-source';
import { type ArgoDestination, inCluster } from '../../lib/engine/gitops/argo-destination';
import { toApplicationSource } from './application-sources';

/** One Argo CD Application: a folder of manifests, a chart, or a chart with a folder of manifests beside it. */
export interface ArgoApplicationProps {
  readonly name: string;
  /** Namespace of Argo CD, where the Application itself lives. */
  readonly argoCdNamespace: string;
  /** Name of the AppProject that allows it. */
  readonly project: string;
  /**
   * What is synced. Of several, each is rendered by itself and their objects are one application. Argo CD's own documentation warns of
   * more than two or three.
   */
  readonly sources: readonly [ApplicationSource, ...ApplicationSource[]];
  /**
   * Syncs only when files in its own folder change, in a repository that holds other things as well. For sources in such a repository;
   * a chart's version and a tag never change. Default: on.
   */
  readonly watchFolderOnly?: boolean;
  /** Namespace of objects that state none. */
  readonly namespace: string;
  /** Order among the Applications of a root application: lower first. Default: 0. */
  readonly syncWave?: number;
  /**
   * Goes on although a kind is unknown when the sync is planned. For folders with objects of add-ons' kinds (KEDA,
   * Secrets Store CSI), which an add-on that is still starting has not brought yet. Default: off.
   */
  readonly skipDryRunOnMissingResource?: boolean;
  /**
   * What happens to the objects when the Application is deleted: `cascade` removes them and waits until they are gone, `background` does
   * not wait, `orphan` leaves them running. Default: `cascade`.
   */
  readonly onDelete?: OnDelete;
  /** Cluster of the objects. Default: the one that Argo CD runs in. */
  readonly destination?: ArgoDestination;
  /** Annotations by which Argo CD's notifications know whom to tell. Default: none. */
  readonly subscriptions?: Readonly<Record<string, string>>;
  /**
   * Never removed by a sync, even if its file is gone from Git. For the root application, whose removal would take
   * everything with it. Default: off.
   */
  readonly protectFromPruning?: boolean;
}

export type OnDelete = 'cascade' | 'background' | 'orphan';

/** Deletes the Application's objects before it goes. Source: argo-cd docs, user-guide/app_deletion (2026-11). */
export const cascadeFinalizer = 'resources-finalizer.argocd.argoproj.io';

const finalizers: Readonly<Record<OnDelete, readonly string[]>> = {
  cascade: [cascadeFinalizer],
  background: [`${cascadeFinalizer}/background`],
  orphan: [],
};

/**
 * The Application as props of its binding and, with apiVersion and kind, as the manifest. Plain data: the Azure half, which
 * loads no cdk8s, hands the root application to Argo CD's Helm chart.
 *
 * Sources: argo-cd docs (3.5, 2026-11): operator-manual/application.yaml, user-guide/{auto_sync,sync-options,sync-waves,
 * diff-strategies}, operator-manual/high_availability (manifest-generate-paths).
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
        // A server-side apply is compared with what the server would make of it; the client-side comparison sees
        // differences where there are none.
        'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        // A commit that changes nothing in this folder does not refresh this Application.
        ...(props.watchFolderOnly === false ? {} : { 'argocd.argoproj.io/manifest-generate-paths': '.' }),
        ...(props.protectFromPruning === true ? { 'argocd.argoproj.io/sync-options': 'Prune=false' } : {}),
        ...(props.syncWave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': String(props.syncWave) }),
        ...props.subscriptions,
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
          // An empty folder is an accident, not a wish to delete production.
          allowEmpty: false,
        },
        // Once the retries are used up Argo CD does not try a commit again. Ten of them, up to 3 minutes apart, outlast
        // an add-on or a namespace that comes late; `refresh` takes a newer commit instead of repeating the old one.
        retry: { limit: 10, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } },
        syncOptions: [
          // Namespaces are manifests of their own, so that their labels are in Git too.
          'CreateNamespace=false',
          'FailOnSharedResource=true',
          'ServerSideApply=true',
          ...(props.skipDryRunOnMissingResource === true ? ['SkipDryRunOnMissingResource=true'] : []),
        ],
      },
    },
  };
}
