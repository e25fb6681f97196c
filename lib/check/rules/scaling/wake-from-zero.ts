import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { isMadeByReplicas, scalersOf, targetOf } from '../../views/scaled-objects';

const scaled = (
  spec: string,
  trigger = '{ type: cron, metadata: { timezone: Asia/Seoul, start: "0 8 * * *", end: "0 19 * * *", desiredReplicas: "2" } }',
) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec: { containers: [{ name: app, image: "app:1.0.0" }] }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: app, namespace: apps }
spec:
  scaleTargetRef: { name: app }
  ${spec}
  triggers: [${trigger}]
`;

export const wakeFromZero: Rule = {
  id: 'scaling/wake-from-zero',
  title: 'What may go to zero is woken by something else than itself',
  severity: 'error',
  why: 'With no replica there is no metric: nothing ever starts the first one.',
  source: 'kedacore/keda#6040; vllm-project/production-stack#679 (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaled(
      'minReplicaCount: 0',
      '{ type: prometheus, metadata: { serverAddress: "http://prometheus", query: "sum(vllm:num_requests_waiting)", threshold: "5" } }',
    ),
  },
  good: { kubernetes: scaled('minReplicaCount: 0\n  initialCooldownPeriod: 900') },
  check: (picture) =>
    scalersOf(picture).flatMap((scaler) => {
      const { found, minReplicas, triggers } = scaler;
      // What others say about themselves can wake it: a router, by the metrics of the servers behind it.
      const target = targetOf(picture, scaler);
      const servers = enginesOf(picture).filter(({ type }) => type === 'vllm');
      const isOfOthers =
        target !== undefined &&
        servers.length > 0 &&
        servers.every(({ container }) => container.pod.owner !== target);
      if (isOfOthers && triggers.some(({ type }) => type === 'prometheus')) return [];
      if (found.object.kind === 'ScaledJob') return [];
      if (minReplicas > 0 || triggers.length === 0 || !triggers.every(isMadeByReplicas)) return [];
      return [
        {
          in: found,
          field: 'spec.minReplicaCount',
          message: `0, and every trigger (${triggers.map(({ type }) => type).join(', ')}) is measured by the replicas themselves`,
          expected: '1 or more, or with a trigger from elsewhere',
          fix: 'Set minReplicaCount: 1, or add a trigger of a queue, a gateway or a time.',
        },
      ];
    }),
};
