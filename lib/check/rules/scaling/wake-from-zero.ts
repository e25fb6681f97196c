import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { isMadeByReplicas, scalersOf, targetOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const wakeFromZero: Rule = {
  id: 'scaling/wake-from-zero',
  title: 'A workload that scales to zero must have a trigger that does not depend on its own replicas',
  severity: 'error',
  why: 'With zero replicas the workload exports no metrics, so KEDA never starts the first replica.',
  source: 'kedacore/keda#6040; vllm-project/production-stack#679 (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 0',
      '{ type: prometheus, metadata: { serverAddress: "http://prometheus", query: "sum(vllm:num_requests_waiting)", threshold: "5" } }',
    ),
  },
  good: { kubernetes: scaledAppExample('minReplicaCount: 0\n  initialCooldownPeriod: 900') },
  check: (picture) =>
    scalersOf(picture).flatMap((scaler) => {
      const { found, minReplicas, triggers } = scaler;
      // Metrics of other workloads can start it: a router scales on the metrics of the servers
      // behind it.
      const target = targetOf(picture, scaler);
      const servers = enginesOf(picture).filter(({ type }) => type === 'vllm');
      const measuresOthers =
        target !== undefined &&
        servers.length > 0 &&
        servers.every(({ container }) => container.pod.owner !== target);
      if (measuresOthers && triggers.some(({ type }) => type === 'prometheus')) return [];
      if (found.object.kind === 'ScaledJob') return [];
      if (minReplicas > 0 || triggers.length === 0 || !triggers.every(isMadeByReplicas)) return [];
      return [
        {
          in: found,
          field: 'spec.minReplicaCount',
          message: `minReplicaCount is 0 and every trigger (${triggers.map(({ type }) => type).join(', ')}) depends on running replicas, so KEDA never starts the first one.`,
          expected: 'minReplicaCount of 1 or more, or a trigger that works without replicas',
          fix: 'Set minReplicaCount: 1, or add a trigger on a queue, a gateway metric or a schedule.',
        },
      ];
    }),
};
