/** A cluster as Argo CD knows it: by the name, or by the server, that it was registered with. */
export type ArgoDestination = { readonly name: string } | { readonly server: string };

/** The cluster that Argo CD itself runs in. */
export const inCluster = { server: 'https://kubernetes.default.svc' } as const;

/**
 * Name of an Application in Argo CD. Beside those of other clusters each has its environment in front.
 *
 * @param destination undefined: the cluster that Argo CD runs in.
 */
export function argoApplicationName(
  environment: string,
  destination: ArgoDestination | undefined,
  application: string,
): string {
  return destination === undefined ? application : `${environment}-${application}`;
}
