import { startupBudgetSeconds } from '../../../engine/probes/probe-bounds';
import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { podsOf } from '../../views/pods';
import { scalersOf, targetOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const cooldown: Rule = {
  id: 'scaling/cooldown',
  title: 'cooldownPeriod must be at least as long as the startup of the workload',
  severity: 'error',
  why: 'KEDA scales the workload to zero while its first replica is still starting, and the next request starts it again. The replica never becomes ready.',
  source: 'vllm-project/production-stack#1003 (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaledAppExample('minReplicaCount: 0\n  cooldownPeriod: 60').replace(
      'image: "app:1.0.0"',
      'image: "app:1.0.0", startupProbe: { httpGet: { path: /, port: 80 }, periodSeconds: 10, failureThreshold: 61 }',
    ),
  },
  good: {
    kubernetes: scaledAppExample('minReplicaCount: 0\n  cooldownPeriod: 900').replace(
      'image: "app:1.0.0"',
      'image: "app:1.0.0", startupProbe: { httpGet: { path: /, port: 80 }, periodSeconds: 10, failureThreshold: 61 }',
    ),
  },
  check: (picture) =>
    scalersOf(picture).flatMap((scaler) => {
      const target = targetOf(picture, scaler);
      const cooldown = numberAt(scaler.found.object, 'spec.cooldownPeriod') ?? 300;
      if (scaler.minReplicas > 0 || target === undefined) return [];
      // A message stays in the queue until a replica completes it. A request rate is over before
      // the replica is ready.
      const isQueue = scaler.triggers.every(({ type }) => type === 'azure-servicebus');
      if (isQueue && scaler.triggers.length > 0) return [];
      const budgets = podsOf(picture)
        .filter(({ owner }) => owner === target)
        .flatMap(({ containers }) =>
          containers.flatMap((container) => probeOf(container, 'startupProbe') ?? []),
        )
        .map((startup) => startupBudgetSeconds({ startup }));
      const start = Math.max(0, ...budgets);
      if (cooldown >= start) return [];
      return [
        {
          in: scaler.found,
          field: 'spec.cooldownPeriod',
          message: `cooldownPeriod is ${cooldown} s and a replica may need ${start} s to start, so KEDA can remove it before it is ready.`,
          expected: `cooldownPeriod of ${start} or more`,
          fix: `Raise cooldownPeriod to ${start} or more.`,
        },
      ];
    }),
};
