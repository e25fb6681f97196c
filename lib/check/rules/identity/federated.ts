import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';
import { federatedCredentialsOf } from '../../views/identities';
import { clientIdOf } from '../../views/service-accounts';
import { workloadIdentityExample } from '../example-manifests';
import { federatedCredentialExample } from '../example-terraform';

export const federated: Rule = {
  id: 'identity/federated',
  title: 'A ServiceAccount with a client id must have a federated credential',
  severity: 'error',
  why: 'The annotation alone does not create trust. Without a federated credential, Entra ID rejects the token with AADSTS70021.',
  source: 'learn.microsoft.com/azure/aks/workload-identity-deploy-cluster (2026-11)',
  needs: ['kubernetes', 'terraform'],
  needsAllTerraform: true,
  bad: {
    kubernetes: workloadIdentityExample(''),
    terraform: federatedCredentialExample('system:serviceaccount:apps:other'),
  },
  good: {
    kubernetes: workloadIdentityExample(''),
    terraform: federatedCredentialExample('system:serviceaccount:apps:app-sa'),
  },
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
