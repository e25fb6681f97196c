import { defaultVllmImage } from '../../../facts/vllm-image';
import { mapAt, numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { autoscalersOf } from '../../views/autoscalers';
import { enginesOf } from '../../views/engine-arguments';
import { matchesLabels, podField, servingKinds } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const servers = deploymentExample('args: [--model=microsoft/phi-4, --shutdown-timeout=60]', {
  image: defaultVllmImage,
  spec: 'replicas: 2',
});

export const disruptionBudget: Rule = {
  id: 'shutdown/disruption-budget',
  title: 'Replicas of a model server go one after the other',
  severity: 'warning',
  why: 'An upgrade drains nodes at the same time: without a budget all replicas go at once, and each successor loads for ten minutes.',
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
      const isHeld = picture.ofKind('PodDisruptionBudget').some(({ object }) => {
        const selector = mapAt(object, 'spec.selector');
        // Expressions are not read: such a budget may be its own.
        const isOpen = Object.keys(selector).some((key) => key !== 'matchLabels');
        const wanted = mapAt(selector, 'matchLabels');
        return object.metadata.namespace === namespace && (isOpen || matchesLabels(wanted, labels));
      });
      if (isHeld) return [];
      return [
        {
          in: owner,
          field: podField(pod, 'metadata.labels'),
          message: `without a disruption budget, for up to ${replicas} replicas`,
          expected: 'with one that lets one go at a time',
          fix: 'Add a PodDisruptionBudget with maxUnavailable: 1 for these labels.',
        },
      ];
    });
  },
};
