import { guidProblem } from '../../../values/ids';
import { textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';

const authentication = (identity: string) => `
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: { name: keda, namespace: apps }
spec: { podIdentity: { ${identity} } }
`;

export const podIdentity: Rule = {
  id: 'scaling/pod-identity',
  title: 'KEDA signs in as an identity that it can be',
  severity: 'error',
  why: 'KEDA’s webhook refuses an identityId that is empty; a name where the client id belongs gets no token. The provider "azure" was AAD pod identity, which is gone.',
  source:
    'kedacore/keda apis/keda/v1alpha1/triggerauthentication_webhook.go; keda.sh/docs/2.20/authentication-providers/azure-ad-workload-identity (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: authentication('provider: azure-workload, identityId: ""') },
  good: {
    kubernetes: authentication('provider: azure-workload, identityId: 3f8a5c17-d2b9-4e60-8b41-c97e02d6a5f3'),
  },
  check: (picture) =>
    picture.ofKind('TriggerAuthentication', 'ClusterTriggerAuthentication').flatMap((found) => {
      const provider = textAt(found.object, 'spec.podIdentity.provider');
      const id = valueAt(found.object, 'spec.podIdentity.identityId');
      if (provider === 'azure') {
        return [
          {
            in: found,
            field: 'spec.podIdentity.provider',
            message: '"azure", the pod identity that KEDA no longer has',
            expected: '"azure-workload"',
            fix: 'Use workload identity.',
          },
        ];
      }
      // Without an id it is that of KEDA's own ServiceAccount.
      if (provider !== 'azure-workload' || id === undefined || id === null) return [];
      if (String(id).includes('{{') || guidProblem(id) === undefined || isPlaceholder(id)) return [];
      return [
        {
          in: found,
          field: 'spec.podIdentity.identityId',
          message: id === '' ? 'empty' : `wrong: ${guidProblem(id)}`,
          expected: 'the client id of the identity, or left out',
          fix: 'Take the client id of the identity that is federated with the ServiceAccount keda-operator.',
        },
      ];
    }),
};

/** Another rule's: it says more about them. */
function isPlaceholder(id: unknown): boolean {
  return typeof id === 'string' && (/^[0-]{36}$/.test(id) || /[$<]/.test(id));
}
