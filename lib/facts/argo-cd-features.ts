/** Something in the manifests of `argocd/` that an old Argo CD does not have. */
export interface ArgoCdFeature {
  /** For people: `retries with a newer commit`. */
  readonly what: string;
  /** Field of the Application. */
  readonly field: string;
  /** First minor version with it. */
  readonly since: string;
}

/**
 * What the Applications use, the newest first.
 *
 * @see argoproj/argo-cd `pkg/apis/application/v1alpha1/types.go` of v3.1.0 (`IsOCI`) and v3.2.0
 * (`RetryStrategy.Refresh`), `docs/user-guide/oci.md` of v3.1.0 (2026-12)
 */
export const argoCdFeatures = {
  retryRefresh: {
    what: 'retries with a newer commit',
    field: 'spec.syncPolicy.retry.refresh',
    since: '3.2',
  },
  ociCharts: { what: 'charts in OCI registries', field: 'spec.source.repoURL', since: '3.1' },
} as const satisfies Record<string, ArgoCdFeature>;
