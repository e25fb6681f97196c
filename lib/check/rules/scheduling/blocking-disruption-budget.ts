import { listAt, mapAt, numberAt, valueAt } from '../../../values/json';
import type { FoundObject } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { matchesLabels, podsOf } from '../../views/pods';
import { replicaLimitsOf } from '../../views/replica-limits';
import { budgetExample } from '../example-manifests';

export const blockingDisruptionBudget: Rule = {
  id: 'scheduling/blocking-disruption-budget',
  title: 'A disruption budget lets one pod go',
  severity: 'error',
  why: 'An upgrade of the nodes waits for a pod that may never go, and fails after half an hour for the whole cluster.',
  source:
    'learn.microsoft.com/azure/aks/upgrade-aks-cluster; kubernetes.io/docs/tasks/run-application/configure-pdb (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: budgetExample('minAvailable: 2, selector: { matchLabels: { app: app } }') },
  good: { kubernetes: budgetExample('maxUnavailable: 1, selector: { matchLabels: { app: app } }') },
  check: (picture) =>
    picture.ofKind('PodDisruptionBudget').flatMap((found) => {
      const most = valueAt(found.object, 'spec.maxUnavailable');
      const least = valueAt(found.object, 'spec.minAvailable');
      const at = (field: string, message: string) => [
        {
          in: found,
          field,
          message,
          expected: 'a number that lets one pod go',
          fix: 'Use maxUnavailable: 1.',
        },
      ];
      if (most === 0 || most === '0' || most === '0%')
        return at('spec.maxUnavailable', `${most}, so that no pod may ever go`);
      if (least === '100%') return at('spec.minAvailable', 'all of them, so that no pod may ever go');
      const selector = mapAt(found.object, 'spec.selector.matchLabels');
      const isWhole = listAt(found.object, 'spec.selector.matchExpressions').length === 0;
      if (typeof least !== 'number' || Object.keys(selector).length === 0 || !isWhole) return [];
      const owners = podsOf(picture)
        .filter(
          ({ labels, namespace }) =>
            namespace === found.object.metadata.namespace && matchesLabels(selector, labels),
        )
        .map(({ owner }) => owner);
      if (owners.length === 0 || owners.some(({ object }) => !counted.includes(object.kind))) return [];
      // Without replicas and scaler, some scaler that is not here decides.
      const isUnsaid = ({ object }: FoundObject) => numberAt(object, 'spec.replicas') === undefined;
      if (owners.some((owner) => isUnsaid(owner) && replicaLimitsOf(picture, owner).in === owner)) return [];
      const limits = owners.map((owner) => replicaLimitsOf(picture, owner));
      const all = limits.reduce((sum, { least: replicas }) => sum + replicas, 0);
      // With none there is nothing to drain.
      if (all === 0 || least < all) return [];
      const isScaled = limits.some((limit) => limit.least !== limit.most);
      return at(
        'spec.minAvailable',
        `${least} of ${isScaled ? 'at times only ' : ''}${all} pod${all === 1 ? '' : 's'}, so that none may go`,
      );
    }),
};

/** Kinds whose number of pods is that of their replicas. */
const counted: readonly string[] = ['Deployment', 'StatefulSet'];
