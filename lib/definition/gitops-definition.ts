import type { NotificationsDefinition } from './notifications-definition';

/** How the manifests get into the cluster. */
export interface GitOpsDefinition {
  /** HTTPS address of the repository that `dist/` is committed to. */
  readonly repository: string;
  /** Branch, tag or commit. Default: `main`. */
  readonly revision?: string;
  /** Folder of `dist` in the repository. Default: `dist`. */
  readonly path?: string;
  /**
   * Applications that were in `dist/` and are to go, with all that they own. Without it, synth refuses to write a `dist/` that
   * lacks one. It may stay, or be taken away once the change is merged. Default: none.
   */
  readonly removedApplications?: readonly string[];
  readonly argoCd?: ArgoCdDefinition;
  /**
   * How Argo CD comes to know the Applications.
   *
   * - `app-of-apps`: each is a manifest in `dist/<environment>/argocd`. A wave begins when the one before it is healthy: namespaces and
   *   controllers before what needs them.
   * - `application-set`: one ApplicationSet makes one of each folder of `dist/<environment>`. Fewer manifests, but no waves: what
   *   comes too early fails and is tried again. Applications of charts are manifests all the same.
   *
   * Default: `app-of-apps`. To change it with workloads running, see docs/gitops.md.
   */
  readonly type?: 'app-of-apps' | 'application-set';
  /**
   * The cluster to deploy to, as an Argo CD elsewhere knows it: by the name or the server that it was registered with. The
   * Applications get the environment's name in front, as those of other clusters are beside them. Needs `argoCd.install: 'none'`.
   * Default: the cluster that Argo CD runs in.
   */
  readonly destination?: { readonly name: string } | { readonly server: string };
  /**
   * What happens to the objects of an Application when it is deleted. `cascade` deletes them and waits, `background` deletes
   * them and does not wait, `orphan` leaves them running. Default: `cascade`.
   */
  readonly onDelete?: 'cascade' | 'background' | 'orphan';
  /** When Argo CD may sync, and when not. Default: always. */
  readonly syncWindows?: readonly SyncWindowDefinition[];
  /**
   * Whether Argo CD warns of objects in the workloads' namespace that no Application has: left by hand, or by something that is gone.
   * It never deletes them. Default: `warn`.
   */
  readonly orphanedResources?: 'warn' | 'ignore';
  /** Who is told of what Argo CD does. Default: nobody. */
  readonly notifications?: NotificationsDefinition;
}

/**
 * A time in which Argo CD may sync, or may not. While it may not, self-heal does nothing either, and a commit waits. As soon as there is an
 * `allow` window, every time outside of one is denied; `deny` wins over `allow`.
 * Source: argo-cd docs, user-guide/sync_windows (2026-11).
 */
export interface SyncWindowDefinition {
  readonly kind: 'allow' | 'deny';
  /** When it begins: five fields of cron, as "0 18 * * 5". */
  readonly schedule: string;
  /** How long it is: hours and minutes, as "62h" or "1h30m". */
  readonly duration: string;
  /** IANA name. Default: `Etc/UTC`. */
  readonly timeZone?: string;
  /** Names of the Applications that it is about; `*` stands for any part. Default: all. */
  readonly applications?: readonly string[];
  /** Whether a person may sync by hand meanwhile. Default: yes. */
  readonly manualSync?: boolean;
}

/**
 * Who installs Argo CD.
 *
 * - `extension`: the AKS extension `Microsoft.ArgoCD`, in the same stack; works with a private API server.
 * - `helm`: the argo-cd chart, as a stack of its own that needs to reach the API server.
 * - `none`: there is an Argo CD already.
 */
export interface ArgoCdDefinition {
  /** Default: `extension`. */
  readonly install?: 'extension' | 'helm' | 'none';
  /** Namespace of Argo CD. Default: `argocd`. */
  readonly namespace?: string;
  /** Version of the extension or chart. Default: the one that this version was made with. */
  readonly version?: string;
}
