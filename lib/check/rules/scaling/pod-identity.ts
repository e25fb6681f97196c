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
  title: 'A TriggerAuthentication must use a valid workload identity',
  severity: 'error',
  why: "KEDA's webhook rejects an empty identityId, and a name instead of a client id gets no token. KEDA no longer supports the provider azure (AAD pod identity).",
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
            message:
              'The provider "azure" is AAD pod identity, which KEDA no longer supports, so the trigger cannot authenticate.',
            expected: 'provider azure-workload',
            fix: 'Set provider: azure-workload.',
          },
        ];
      }
      // Without an identityId, KEDA uses the identity of its own ServiceAccount.
      if (provider !== 'azure-workload' || id === undefined || id === null) return [];
      if (String(id).includes('{{') || guidProblem(id) === undefined || isPlaceholder(id)) return [];
      return [
        {
          in: found,
          field: 'spec.podIdentity.identityId',
          message:
            id === ''
              ? 'identityId is empty, so KEDA rejects the TriggerAuthentication.'
              : `identityId is not a client id, so KEDA gets no token: ${guidProblem(id)}.`,
          expected: 'the client id of a managed identity, or no identityId',
          fix: 'Set the client id of the managed identity that trusts the ServiceAccount keda-operator.',
        },
      ];
    }),
};

/** Whether gitops/placeholder reports the id. */
function isPlaceholder(id: unknown): boolean {
  return typeof id === 'string' && (/^[0-]{36}$/.test(id) || /[$<]/.test(id));
}
