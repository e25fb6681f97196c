import type { Rule } from '../../rule';
import { podField, podsOf } from '../../views/pods';
import { clientIdOf, hasIdentityLabel, serviceAccountOf } from '../../views/service-accounts';
import { workloadIdentityExample } from '../example-manifests';

export const podLabel: Rule = {
  id: 'identity/pod-label',
  title: 'Pods with a workload identity must have the label azure.workload.identity/use',
  severity: 'error',
  why: 'The webhook adds the token file only to pods with this label. Without it, every Azure SDK in the pod fails to sign in.',
  source:
    'Azure/azure-workload-identity#751; learn.microsoft.com/azure/aks/workload-identity-overview (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: workloadIdentityExample('') },
  good: { kubernetes: workloadIdentityExample(', azure.workload.identity/use: "true"') },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const account = serviceAccountOf(picture, pod);
      if (account === undefined || clientIdOf(account) === undefined || hasIdentityLabel(pod)) return [];
      return [
        {
          in: pod.owner,
          field: podField(pod, 'metadata.labels'),
          message: `ServiceAccount ${account.object.metadata.name} has a client id, but the pod has no label azure.workload.identity/use: "true", so the pod gets no token.`,
          expected: 'azure.workload.identity/use: "true" on the pod template',
          fix: 'Add the label to the pod template, not to the ServiceAccount.',
        },
      ];
    }),
};
