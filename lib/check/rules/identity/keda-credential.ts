import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';
import { federatedCredentialsOf } from '../../views/identities';
import { federatedCredentialExample } from '../example-terraform';

const authentication = `
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: { name: auth, namespace: apps }
spec: { podIdentity: { provider: azure-workload, identityId: 6d3c1f2e-58a9-4b07-9c31-7e0d4f8a6b25 } }
`;

export const kedaCredential: Rule = {
  id: 'identity/keda-credential',
  title: "An identity that KEDA uses must trust KEDA's ServiceAccount",
  severity: 'error',
  why: 'KEDA signs in with the token of its own ServiceAccount, not with that of the workload. Without a federated credential for it, every trigger fails with AADSTS70021.',
  source: 'kedacore/keda#4219, #5491; Azure/AKS#3616 (2026-11)',
  needs: ['kubernetes', 'terraform'],
  needsAllTerraform: true,
  bad: {
    kubernetes: authentication,
    terraform: federatedCredentialExample('system:serviceaccount:apps:app-sa'),
  },
  good: {
    kubernetes: authentication,
    terraform: federatedCredentialExample('system:serviceaccount:kube-system:keda-operator'),
  },
  check: (picture) => {
    const credentials = federatedCredentialsOf(picture);
    const subjects = credentials.map(({ subject }) => subject);
    const isUnknown =
      credentials.some(({ resource }) => resource.isMultiple) || subjects.some((each) => !isLiteral(each));
    if (credentials.length === 0 || isUnknown || subjects.some((each) => each?.endsWith(':keda-operator')))
      return [];
    return picture
      .ofKind('TriggerAuthentication', 'ClusterTriggerAuthentication')
      .filter(({ object }) => textAt(object, 'spec.podIdentity.provider') === 'azure-workload')
      .map((found) => ({
        in: found,
        field: 'spec.podIdentity.identityId',
        message:
          'No federated credential trusts the ServiceAccount keda-operator, so KEDA cannot sign in and no trigger works.',
        expected: 'a federated credential with the subject system:serviceaccount:kube-system:keda-operator',
        fix: 'Add the federated credential to the identity; if Helm installs KEDA, use the namespace keda.',
      }));
  },
};
