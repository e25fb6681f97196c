import { mapAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { matchesLabels, podsOf } from '../../views/pods';
import { hasUnseenPods } from '../../views/unseen-pods';
import { budgetExample } from '../example-manifests';

export const budgetOfNothing: Rule = {
  id: 'scheduling/budget-of-nothing',
  title: 'A disruption budget is for pods that are there',
  severity: 'warning',
  why: 'A budget whose labels fit no pod protects nothing: a drain takes all replicas at once.',
  source: 'kubernetes.io/docs/tasks/run-application/configure-pdb (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: budgetExample('maxUnavailable: 1, selector: { matchLabels: { app: apps } }') },
  good: { kubernetes: budgetExample('maxUnavailable: 1, selector: { matchLabels: { app: app } }') },
  check: (picture) =>
    picture.ofKind('PodDisruptionBudget').flatMap((found) => {
      const { namespace } = found.object.metadata;
      const selector = mapAt(found.object, 'spec.selector.matchLabels');
      // Labels that controllers add are not in templates.
      const isForeign = Object.keys(selector).some((key) =>
        /leaderworkerset|pod-index|statefulset|job-/.test(key),
      );
      if (Object.keys(selector).length === 0 || isForeign || hasUnseenPods(picture, namespace)) return [];
      const pods = podsOf(picture).filter((pod) => pod.namespace === namespace);
      if (pods.some(({ labels }) => matchesLabels(selector, labels))) return [];
      return [
        {
          in: found,
          field: 'spec.selector.matchLabels',
          message: `${JSON.stringify(selector)}, which no pod of the namespace has`,
          expected: 'labels of the pods',
          fix: 'Take the labels of the pod template.',
        },
      ];
    }),
};
