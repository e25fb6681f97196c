import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';
import { federatedCredentialsOf } from '../../views/identities';
import { clientIdOf } from '../../views/service-accounts';

const account = (podLabels: string) => `
apiVersion: v1
kind: ServiceAccount
metadata: { name: app-sa, namespace: apps, annotations: { azure.workload.identity/client-id: 6d3c1f2e-58a9-4b07-9c31-7e0d4f8a6b25 } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    metadata: { labels: { app: app${podLabels} } }
    spec: { serviceAccountName: app-sa, containers: [{ name: app, image: "app:1.0.0" }] }
`;

const credential = (subject: string) => ({
  resource: {
    azurerm_user_assigned_identity: { app: { name: 'app' } },
    azurerm_federated_identity_credential: {
      app: {
        name: 'app',
        parent_id: '${azurerm_user_assigned_identity.app.id}',
        issuer: '${azurerm_kubernetes_cluster.aks.oidc_issuer_url}',
        audience: ['api://AzureADTokenExchange'],
        subject,
      },
    },
  },
});

export const federated: Rule = {
  id: 'identity/federated',
  title: 'A ServiceAccount with a client id must have a federated credential',
  severity: 'error',
  why: 'The annotation alone does not create trust. Without a federated credential, Entra ID rejects the token with AADSTS70021.',
  source: 'learn.microsoft.com/azure/aks/workload-identity-deploy-cluster (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: account(''), terraform: credential('system:serviceaccount:apps:other') },
  good: { kubernetes: account(''), terraform: credential('system:serviceaccount:apps:app-sa') },
  check: (picture) => {
    const credentials = federatedCredentialsOf(picture);
    const subjects = credentials.map(({ subject }) => subject);
    if (credentials.length === 0 || subjects.some((subject) => !isLiteral(subject))) return [];
    if (credentials.some(({ resource }) => resource.isMultiple)) return [];
    return picture.ofKind('ServiceAccount').flatMap((found) => {
      const { name, namespace } = found.object.metadata;
      const subject = `system:serviceaccount:${namespace}:${name}`;
      if (clientIdOf(found) === undefined || namespace === undefined || subjects.includes(subject)) return [];
      return [
        {
          in: found,
          field: 'metadata.annotations["azure.workload.identity/client-id"]',
          message: `No federated credential has the subject ${subject}, so Entra ID rejects the tokens of this ServiceAccount.`,
          expected: `a federated credential with the subject ${subject}`,
          fix: 'Add the federated credential to the managed identity.',
        },
      ];
    });
  },
};
