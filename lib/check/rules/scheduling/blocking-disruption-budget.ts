import { listAt, mapAt, numberAt, valueAt } from '../../../values/json';
import type { FoundObject } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { matchesLabels, podsOf } from '../../views/pods';
import { replicaLimitsOf } from '../../views/replica-limits';
import { budgetExample } from '../example-manifests';

export const blockingDisruptionBudget: Rule = {
  id: 'scheduling/blocking-disruption-budget',
  title: 'A PodDisruptionBudget must allow at least one eviction',
  severity: 'error',
  why: 'A node upgrade waits 30 minutes for an eviction that the budget never allows. Then the upgrade of the cluster fails.',
  source:
    'learn.microsoft.com/azure/aks/upgrade-aks-cluster; kubernetes.io/docs/tasks/run-application/configure-pdb (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: budgetExample('minAvailable: 2, selector: { matchLabels: { app: app } }') },
  good: { kubernetes: budgetExample('maxUnavailable: 1, selector: { matchLabels: { app: app } }') },
  check: (picture) =>
    picture.ofKind('PodDisruptionBudget').flatMap((found) => {
      const maxUnavailable = valueAt(found.object, 'spec.maxUnavailable');
      const minAvailable = valueAt(found.object, 'spec.minAvailable');
      const at = (field: string, reason: string) => [
        {
          in: found,
          field,
          message: `${reason}, so Kubernetes cannot evict any pod and node upgrades fail.`,
          expected: 'a budget that allows the eviction of one pod',
          fix: 'Set maxUnavailable: 1, and remove minAvailable.',
        },
      ];
      if (maxUnavailable === 0 || maxUnavailable === '0' || maxUnavailable === '0%')
        return at('spec.maxUnavailable', `maxUnavailable is ${maxUnavailable}`);
      if (minAvailable === '100%') return at('spec.minAvailable', 'minAvailable is 100%');
      const selector = mapAt(found.object, 'spec.selector.matchLabels');
      const isWhole = listAt(found.object, 'spec.selector.matchExpressions').length === 0;
      if (typeof minAvailable !== 'number' || Object.keys(selector).length === 0 || !isWhole) return [];
      const owners = podsOf(picture)
        .filter(
          ({ labels, namespace }) =>
            namespace === found.object.metadata.namespace && matchesLabels(selector, labels),
        )
        .map(({ owner }) => owner);
      if (owners.length === 0 || owners.some(({ object }) => !counted.includes(object.kind))) return [];
      // Without replicas and scaler, a scaler outside these files sets the number.
      const hasNoReplicas = ({ object }: FoundObject) => numberAt(object, 'spec.replicas') === undefined;
      if (owners.some((owner) => hasNoReplicas(owner) && replicaLimitsOf(picture, owner).in === owner))
        return [];
      const limits = owners.map((owner) => replicaLimitsOf(picture, owner));
      const all = limits.reduce((sum, { minimum: replicas }) => sum + replicas, 0);
      // Without pods there is nothing to drain.
      if (all === 0 || minAvailable < all) return [];
      const isScaled = limits.some((limit) => limit.minimum !== limit.maximum);
      return at(
        'spec.minAvailable',
        `minAvailable is ${minAvailable} and the workload ${isScaled ? 'can scale down to' : 'has only'} ${all} pod${all === 1 ? '' : 's'}`,
      );
    }),
};

/** Kinds with as many pods as replicas. */
const counted: readonly string[] = ['Deployment', 'StatefulSet'];
