import type { Rule } from '../../rule';
import { referenceOf } from '../../terraform-resource';
import { federatedCredentialsOf } from '../../views/identities';

const credential = (issuer: string) => ({
  resource: {
    azurerm_federated_identity_credential: {
      app: { name: 'app', issuer, subject: 'system:serviceaccount:a:b' },
    },
  },
});

export const issuer: Rule = {
  id: 'identity/issuer',
  title: 'A federated credential must trust the OIDC issuer of the cluster',
  severity: 'error',
  why: 'Other attributes of the cluster are not the issuer URL. Entra ID rejects every token with AADSTS700211.',
  source: 'learn.microsoft.com/azure/aks/use-oidc-issuer (2026-11)',
  needs: ['terraform'],
  bad: { terraform: credential('${azurerm_kubernetes_cluster.aks.fqdn}') },
  good: { terraform: credential('${azurerm_kubernetes_cluster.aks.oidc_issuer_url}') },
  check: (picture) =>
    federatedCredentialsOf(picture).flatMap(({ resource, issuer, subject }) => {
      const reference = referenceOf(issuer);
      const isServiceAccount = subject?.startsWith('system:serviceaccount:') ?? false;
      const isWrong =
        reference === undefined
          ? issuer?.startsWith('http://') === true
          : reference.type === 'azurerm_kubernetes_cluster' && reference.attribute !== 'oidc_issuer_url';
      if (!isServiceAccount || !isWrong) return [];
      return [
        {
          in: resource,
          field: 'issuer',
          message: `The issuer "${issuer}" is not the OIDC issuer of a cluster, so Entra ID rejects every token with AADSTS700211.`,
          expected: 'oidc_issuer_url of the cluster',
          fix: 'Set issuer to azurerm_kubernetes_cluster.….oidc_issuer_url.',
        },
      ];
    }),
};
