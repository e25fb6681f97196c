import { mapAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { matchesLabels, podsOf } from '../../views/pods';

const deployment = (label: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  selector: { matchLabels: { app: ${label} } }
  template:
    metadata: { labels: { app: app } }
    spec: { containers: [{ name: app, image: "app:1.0.0" }] }
`;

export const ownPods: Rule = {
  id: 'scheduling/own-pods',
  title: 'A workload selects the pods that it makes',
  severity: 'error',
  why: 'Kubernetes refuses the workload: the selector does not match the labels of its template.',
  source: 'kubernetes.io/docs/concepts/workloads/controllers/deployment#selector (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: deployment('apps') },
  good: { kubernetes: deployment('app') },
  check: (picture) =>
    podsOf(picture)
      .filter(({ owner }) =>
        ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].includes(owner.object.kind),
      )
      .flatMap(({ owner, labels }) => {
        const selector = mapAt(owner.object, 'spec.selector.matchLabels');
        if (matchesLabels(selector, labels)) return [];
        return [
          {
            in: owner,
            field: 'spec.selector.matchLabels',
            message: `${JSON.stringify(selector)}; its pods have ${JSON.stringify(labels)}`,
            expected: 'labels of the pod template',
            fix: 'Make them equal. The selector of a workload that runs cannot be changed: change the template.',
          },
        ];
      }),
};
