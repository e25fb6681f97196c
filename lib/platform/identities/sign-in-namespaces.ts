import { kedaOperator } from '../../values/service-account';
import type { ResolvedPlatform } from '../resolved-platform';

/**
 * Namespaces whose events and logs show a refused token, sorted. KEDA reports refused tokens in
 * events of the scaled object; the logs of its operator are not collected.
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
