import { mapAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { describeLabels, matchesLabels, podsOf } from '../../views/pods';
import { hasUnseenPods } from '../../views/unseen-pods';
import { budgetExample } from '../example-manifests';

export const budgetOfNothing: Rule = {
  id: 'scheduling/budget-of-nothing',
  title: 'A PodDisruptionBudget must match existing pods',
  severity: 'warning',
  why: 'A budget whose selector matches no pod protects nothing. A node drain can evict all replicas at once.',
  source: 'kubernetes.io/docs/tasks/run-application/configure-pdb (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: budgetExample('maxUnavailable: 1, selector: { matchLabels: { app: apps } }') },
  good: { kubernetes: budgetExample('maxUnavailable: 1, selector: { matchLabels: { app: app } }') },
  check: (picture) =>
    picture.ofKind('PodDisruptionBudget').flatMap((found) => {
      const { namespace } = found.object.metadata;
      const selector = mapAt(found.object, 'spec.selector.matchLabels');
      // Controllers add these labels to pods; templates do not have them.
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
          message: `The selector ${describeLabels(selector)} matches no pod in the namespace, so the budget protects no pod.`,
          expected: 'labels of an existing pod template',
          fix: 'Use the labels of the pod template.',
        },
      ];
    }),
};
