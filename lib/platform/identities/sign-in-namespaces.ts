import { kedaOperator } from '../../values/service-account';
import type { ResolvedPlatform } from '../resolved-platform';

/**
 * Namespaces in whose events and logs a refused token shows, in order. What KEDA is refused it reports at the scaler; its own log is not
 * collected.
 */
export function signInNamespaces({
  identities,
  namespace,
}: Pick<ResolvedPlatform, 'identities' | 'namespace'>): readonly string[] {
  const namespaces = identities
    .flatMap(({ federatedCredentials }) => federatedCredentials)
    .map(({ serviceAccount }) =>
      serviceAccount.namespace === kedaOperator.namespace && serviceAccount.name === kedaOperator.name
        ? namespace
        : serviceAccount.namespace,
    );
  return [...new Set(namespaces)].sort();
}
