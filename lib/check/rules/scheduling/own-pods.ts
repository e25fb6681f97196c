import { mapAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { describeLabels, matchesLabels, podsOf } from '../../views/pods';

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
  title: 'A workload selector must match the labels of its pod template',
  severity: 'error',
  why: 'Kubernetes rejects a workload whose selector does not match the pods that it creates.',
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
            message: `The selector is ${describeLabels(selector)} but the pod template has ${describeLabels(labels)}, so Kubernetes rejects the ${owner.object.kind}.`,
            expected: 'the labels of the pod template',
            fix: 'Make selector and labels equal. The selector of an existing workload is immutable, so change the labels.',
          },
        ];
      }),
};
