import type { ResolvedPlatform } from '../resolved-platform';

/** Name of the managed identity that pods with a ServiceAccount act as; undefined where Azure knows none for it. */
export function identityOfServiceAccount(
  { identities }: Pick<ResolvedPlatform, 'identities'>,
  namespace: string,
  name: string | undefined,
): string | undefined {
  return identities.find(({ federatedCredentials }) =>
    federatedCredentials.some(
      ({ serviceAccount }) => serviceAccount.namespace === namespace && serviceAccount.name === name,
    ),
  )?.name;
}
