import type { Rule } from '../../rule';
import { type FederatedCredential, federatedCredentialsOf } from '../../views/identities';

const one = (subject: string) => ({
  parent_id: '${azurerm_user_assigned_identity.app.id}',
  issuer: '${azurerm_kubernetes_cluster.aks.oidc_issuer_url}',
  subject,
});
const twice = (subject: string) => ({
  resource: {
    azurerm_federated_identity_credential: { a: one('system:serviceaccount:a:b'), b: one(subject) },
  },
});
const most = 20;

export const credentials: Rule = {
  id: 'identity/credentials',
  title: 'An identity has at most 20 credentials, each once',
  severity: 'error',
  why: 'Azure refuses the twenty-first, and a second one with the same issuer and subject.',
  source:
    'learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations; Azure/bicep-types-az#2029 (2026-11)',
  needs: ['terraform'],
  bad: { terraform: twice('system:serviceaccount:a:b') },
  good: { terraform: twice('system:serviceaccount:a:c') },
  check: (picture) => {
    const byIdentity = new Map<string, FederatedCredential[]>();
    for (const credential of federatedCredentialsOf(picture)) {
      if (credential.identity === undefined) continue;
      const list = byIdentity.get(credential.identity);
      if (list === undefined) byIdentity.set(credential.identity, [credential]);
      else list.push(credential);
    }
    return [...byIdentity].flatMap(([identity, credentials]) => {
      const seen = new Map<string, FederatedCredential>();
      const doubles = credentials.flatMap((credential) => {
        const key = `${credential.issuer} ${credential.subject}`;
        const first = seen.get(key);
        if (first === undefined) {
          seen.set(key, credential);
          return [];
        }
        return [
          {
            in: credential.resource,
            field: 'subject',
            message: `"${credential.subject}", as in ${first.resource.address}`,
            expected: 'another one: an identity has each issuer and subject once',
            fix: 'Remove one of the two.',
          },
        ];
      });
      const extra = credentials.slice(most, most + 1).map(({ resource }) => ({
        in: resource,
        field: 'parent_id',
        message: `one of ${credentials.length} credentials of ${identity}`,
        expected: `one of at most ${most}`,
        fix: 'Give workloads identities of their own.',
      }));
      return [...doubles, ...extra];
    });
  },
};
