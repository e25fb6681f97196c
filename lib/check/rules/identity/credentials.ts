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
const maximum = 20;

export const credentials: Rule = {
  id: 'identity/credentials',
  title:
    'A managed identity must have at most 20 federated credentials, each with its own issuer and subject',
  severity: 'error',
  why: 'Azure rejects the 21st federated credential of an identity, and a second one with the same issuer and subject. The apply fails halfway.',
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
      const duplicates = credentials.flatMap((credential) => {
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
            message: `${first.resource.address} has the same issuer and subject "${credential.subject}", so Azure rejects the second credential.`,
            expected: 'one credential for each issuer and subject',
            fix: 'Delete one of the two credentials.',
          },
        ];
      });
      const extra = credentials.slice(maximum, maximum + 1).map(({ resource }) => ({
        in: resource,
        field: 'parent_id',
        message: `${identity} has ${credentials.length} federated credentials, but Azure accepts only ${maximum}, so the apply fails.`,
        expected: `at most ${maximum} federated credentials per identity`,
        fix: 'Create separate identities for some of the workloads.',
      }));
      return [...duplicates, ...extra];
    });
  },
};
