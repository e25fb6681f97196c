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
  title: 'A credential trusts the issuer of a cluster',
  severity: 'error',
  why: 'Any other attribute of the cluster is no issuer: Azure says AADSTS700211.',
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
          message: `"${issuer}"`,
          expected: 'oidc_issuer_url of the cluster',
          fix: 'Refer to azurerm_kubernetes_cluster.….oidc_issuer_url.',
        },
      ];
    }),
};
