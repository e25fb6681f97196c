import { mapAt, numberAt, valueAt } from '../../json';
import type { Rule } from '../../rule';
import { matchesLabels, podsOf } from '../../views/pods';

const budget = (spec: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  replicas: 2
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: app } }
    spec: { containers: [{ name: app, image: "app:1.0.0" }] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: app, namespace: apps }
spec: { ${spec} }
`;

export const blockingDisruptionBudget: Rule = {
  id: 'scheduling/blocking-disruption-budget',
  title: 'A disruption budget lets one pod go',
  severity: 'error',
  why: 'An upgrade of the nodes waits for a pod that may never go, and fails after half an hour for the whole cluster.',
  source:
    'learn.microsoft.com/azure/aks/upgrade-aks-cluster; kubernetes.io/docs/tasks/run-application/configure-pdb (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: budget('minAvailable: 2, selector: { matchLabels: { app: app } }') },
  good: { kubernetes: budget('maxUnavailable: 1, selector: { matchLabels: { app: app } }') },
  check: (picture) =>
    picture.ofKind('PodDisruptionBudget').flatMap((found) => {
      const most = valueAt(found.object, 'spec.maxUnavailable');
      const least = valueAt(found.object, 'spec.minAvailable');
      const at = (field: string, is: string) => [
        { in: found, field, is, mustBe: 'a number that lets one pod go', fix: 'Use maxUnavailable: 1.' },
      ];
      if (most === 0 || most === '0%')
        return at('spec.maxUnavailable', `${most}, so that no pod may ever go`);
      if (least === '100%') return at('spec.minAvailable', 'all of them, so that no pod may ever go');
      const selector = mapAt(found.object, 'spec.selector.matchLabels');
      if (typeof least !== 'number' || Object.keys(selector).length === 0) return [];
      const pods = podsOf(picture).filter(
        ({ labels, namespace }) =>
          namespace === found.object.metadata.namespace && matchesLabels(selector, labels),
      );
      // Without `replicas` somebody else decides how many there are.
      const replicas = pods.map(({ owner }) => numberAt(owner.object, 'spec.replicas'));
      if (replicas.length === 0 || replicas.some((count) => count === undefined)) return [];
      const all = replicas.reduce<number>((sum, count) => sum + count!, 0);
      return least < all ? [] : at('spec.minAvailable', `${least} of ${all} pods, so that none may ever go`);
    }),
};
