import type { Rule } from '../../rule';
import { podField, podsOf } from '../../views/pods';
import { clientIdOf, hasIdentityLabel, serviceAccountOf } from '../../views/service-accounts';

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

export const podLabel: Rule = {
  id: 'identity/pod-label',
  title: 'Pods with a workload identity must have the label azure.workload.identity/use',
  severity: 'error',
  why: 'The webhook adds the token file only to pods with this label. Without it, every Azure SDK in the pod fails to sign in.',
  source:
    'Azure/azure-workload-identity#751; learn.microsoft.com/azure/aks/workload-identity-overview (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: account('') },
  good: { kubernetes: account(', azure.workload.identity/use: "true"') },
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
