/** A cluster that is registered in Argo CD, by name or by server. */
export type ArgoDestination = { readonly name: string } | { readonly server: string };

/** The cluster that Argo CD runs in. */
export const inCluster = { server: 'https://kubernetes.default.svc' } as const;

/**
 * Name of an Application. For a remote cluster it starts with the environment, because Argo CD also
 * has Applications of other clusters.
 *
 * @param destination undefined: the cluster that Argo CD runs in
 */
export function argoApplicationName(
  environment: string,
  destination: ArgoDestination | undefined,
  application: string,
): string {
  return destination === undefined ? application : `${environment}-${application}`;
}
