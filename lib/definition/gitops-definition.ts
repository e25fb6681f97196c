import {
  anyOf,
  boolean,
  type CompleteOf,
  choice,
  type DefinitionOf,
  list,
  object,
  type Schema,
  text,
  texts,
} from '../values/schema';
import { notificationsSchema } from './notifications-definition';

const syncWindow = object({
  /** Whether Argo CD may sync in the window (`allow`) or not (`deny`). `deny` wins over `allow`. */
  kind: choice(['allow', 'deny']),
  /** Start times as a cron expression with five fields: `0 18 * * 5`. */
  schedule: text,
  /** Length in hours and minutes: `62h` or `1h30m`. */
  duration: text,
  /**
   * IANA name of the time zone of `schedule`.
   * @default the time zone of `azure.location`; required in a region that the platform does not
   * know
   */
  timeZone: text.optional(),
  /**
   * Names of the Applications that the window applies to. `*` matches any part of a name.
   * @default `['*']`, all Applications
   */
  applications: texts.default(['*']),
  /**
   * Whether an operator may sync manually while the window forbids syncs.
   * @default true, so that an urgent fix does not have to wait
   */
  manualSync: boolean.default(true),
});

/**
 * A time window in which Argo CD may or may not sync. Outside its windows Argo CD neither syncs
 * commits nor heals changes. As soon as one `allow` window exists, syncs are denied at all other
 * times.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync_windows/
 */
export interface SyncWindowDefinition extends DefinitionOf<typeof syncWindow> {}
/** A sync window with defaults filled in. */
export interface CompleteSyncWindow extends CompleteOf<typeof syncWindow> {}
const syncWindowSchema: Schema<SyncWindowDefinition, CompleteSyncWindow> = syncWindow;

const argoCd = object({
  /**
   * How Argo CD is installed.
   *
   * - `extension`: the AKS extension `Microsoft.ArgoCD`, in the same Terraform stack. Works with a
   *   private API server.
   * - `helm`: the argo-cd chart, in a Terraform stack of its own, which needs network access to the
   *   API server.
   * - `none`: the platform uses an Argo CD that you operate.
   *
   * @default `extension`, which needs no access to the API server
   */
  install: choice(['extension', 'helm', 'none']).default('extension'),
  /**
   * Namespace of Argo CD.
   * @default `argocd`, the namespace in Argo CD's own installation guide
   */
  namespace: text.default('argocd'),
  /**
   * Version of the extension or of the chart.
   * @default the version that this version of the library is tested with
   */
  version: text.optional(),
});

/** The Argo CD that syncs the platform. */
export interface ArgoCdDefinition extends DefinitionOf<typeof argoCd> {}
/** Argo CD with defaults filled in. */
export interface CompleteArgoCd extends CompleteOf<typeof argoCd> {}
const argoCdSchema: Schema<ArgoCdDefinition, CompleteArgoCd> = argoCd;

const gitOps = object({
  /**
   * HTTPS or SSH address of the Git repository that `dist/` is committed to:
   * `https://github.com/my-org/gitops`, or `git@github.com:my-org/gitops.git` for a repository with
   * a deploy key.
   */
  repository: text,
  /**
   * Branch, tag or commit that Argo CD reads.
   * @default `main`, the default branch of a new repository on GitHub
   */
  revision: text.default('main'),
  /**
   * Path of the `dist` folder in the repository.
   * @default `dist`, the folder that synth writes
   */
  path: text.default('dist'),
  /**
   * Names of Applications in `dist/` that Argo CD deletes with everything they own. Synth refuses
   * to remove an Application that is not listed here. Entries can stay, or be removed after the
   * merge.
   * @default none
   */
  removedApplications: texts.default([]),
  /**
   * The Argo CD that syncs the platform.
   * @default the AKS extension in the namespace `argocd`
   */
  argoCd: argoCdSchema.prefault({}),
  /**
   * How Argo CD finds the Applications.
   *
   * - `app-of-apps`: one manifest for each Application in `dist/<environment>/argocd`. On the first
   *   sync, a wave waits for the wave before, so that namespaces and controllers come first.
   * - `application-set`: one ApplicationSet generates an Application for each folder of
   *   `dist/<environment>`. Fewer manifests, but no waves: an Application that syncs too early
   *   fails and retries. Charts keep a manifest of their own.
   *
   * To change the type while workloads run, see docs/gitops.md.
   * @default `app-of-apps`, because its waves make the first sync succeed
   */
  type: choice(['app-of-apps', 'application-set']).default('app-of-apps'),
  /**
   * Cluster that Argo CD deploys to, if Argo CD runs in another cluster: its name or its server
   * address in Argo CD. The names of the Applications then start with the environment. Requires
   * `argoCd.install: 'none'`.
   * @default the cluster that Argo CD runs in
   */
  destination: anyOf([
    object({
      /** Name of the cluster, as `argocd cluster list` shows it. */
      name: text,
    }),
    object({
      /** Address of the API server: `https://host:443`. */
      server: text,
    }),
  ]).optional(),
  /**
   * What happens to the objects of an Application when the Application is deleted: `cascade`
   * deletes them and waits, `background` deletes them and does not wait, `orphan` leaves them
   * running.
   * @default `cascade`, so that no object is left behind
   */
  onDelete: choice(['cascade', 'background', 'orphan']).default('cascade'),
  /**
   * Time windows in which Argo CD may or may not sync.
   * @default none: Argo CD always syncs
   */
  syncWindows: list(syncWindowSchema).default([]),
  /**
   * Whether Argo CD warns of objects in the workloads' namespace that belong to no Application. It
   * never deletes them.
   * @default `warn`, so that objects that an operator created manually are visible
   */
  orphanedResources: choice(['warn', 'ignore']).default('warn'),
  /**
   * Notifications that Argo CD sends.
   * @default none
   */
  notifications: notificationsSchema.optional(),
});

/** How Argo CD deploys the manifests. */
export interface GitOpsDefinition extends DefinitionOf<typeof gitOps> {}
/** GitOps with defaults filled in. */
export interface CompleteGitOps extends CompleteOf<typeof gitOps> {}
export const gitOpsSchema: Schema<GitOpsDefinition, CompleteGitOps> = gitOps;
