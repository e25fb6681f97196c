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
  title: 'Pods of a bound ServiceAccount have the label of workload identity',
  severity: 'error',
  why: 'The webhook looks at the label of the pod: without it there is no token file, and every Azure SDK fails to sign in.',
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
          message: `without azure.workload.identity/use: "true"; the ServiceAccount ${account.object.metadata.name} is bound to an identity`,
          expected: 'with the label, on the pod template',
          fix: 'Add the label to the template, not to the ServiceAccount.',
        },
      ];
    }),
};
