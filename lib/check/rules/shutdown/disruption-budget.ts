import { images } from '../../../facts/versions';
import { mapAt, numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { autoscalersOf } from '../../views/autoscalers';
import { enginesOf } from '../../views/engine-arguments';
import { matchesLabels, podField, servingKinds } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const servers = deploymentExample('args: [--model=microsoft/phi-4, --shutdown-timeout=60]', {
  image: images.vllm.reference,
  spec: 'replicas: 2',
});

export const disruptionBudget: Rule = {
  id: 'shutdown/disruption-budget',
  title: 'A model server with several replicas must have a PodDisruptionBudget',
  severity: 'warning',
  why: 'An upgrade drains several nodes at the same time. Without a PodDisruptionBudget all replicas stop at once, and each new one loads its model for ten minutes.',
  source:
    'learn.microsoft.com/azure/aks/best-practices-app-cluster-reliability, "Pod Disruption Budgets"; kubernetes.io/docs/tasks/run-application/configure-pdb (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: servers },
  good: {
    kubernetes: `${servers}---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: app, namespace: apps }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: app } } }
`,
  },
  check: (picture) => {
    const pods = new Set(enginesOf(picture).map(({ container }) => container.pod));
    return [...pods].flatMap((pod) => {
      const { owner, labels, namespace, path } = pod;
      const isWorker = path === 'spec.leaderWorkerTemplate.workerTemplate';
      if (!servingKinds.includes(owner.object.kind) || isWorker) return [];
      const scaler = autoscalersOf(picture).find(({ target }) => target === owner);
      const replicas = scaler?.maxReplicas ?? numberAt(owner.object, 'spec.replicas') ?? 1;
      if (replicas < 2) return [];
      const hasBudget = picture.ofKind('PodDisruptionBudget').some(({ object }) => {
        const selector = mapAt(object, 'spec.selector');
        // A budget with matchExpressions may select the pods.
        const hasExpressions = Object.keys(selector).some((key) => key !== 'matchLabels');
        const matchLabels = mapAt(selector, 'matchLabels');
        return (
          object.metadata.namespace === namespace && (hasExpressions || matchesLabels(matchLabels, labels))
        );
      });
      if (hasBudget) return [];
      return [
        {
          in: owner,
          field: podField(pod, 'metadata.labels'),
          message: `No PodDisruptionBudget selects these pods, so a node upgrade can stop all ${replicas} replicas at once.`,
          expected: 'a PodDisruptionBudget with maxUnavailable 1',
          fix: 'Add a PodDisruptionBudget with maxUnavailable: 1 for the labels of the pods.',
        },
      ];
    });
  },
};
