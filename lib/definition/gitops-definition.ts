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
