import { startupBudgetSeconds } from '../../../engine/probes/probe-bounds';
import { cronTriggerType } from '../../../engine/scaling/scaling-plan';
import { listAt, numberAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { autoscalersOf } from '../../views/autoscalers';
import { probeOf } from '../../views/container-probes';
import { deploymentExample, scaledObjectExample } from '../example-manifests';

const app = deploymentExample(
  'startupProbe: { httpGet: { path: /, port: 80 }, periodSeconds: 10, failureThreshold: 61 }',
);

const queueTrigger =
  '{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks, messageCount: "5" } }';

export const initialCooldown: Rule = {
  id: 'scaling/initial-cooldown',
  title: 'initialCooldownPeriod must cover the startup of a workload that scales to zero',
  severity: 'warning',
  why: 'A new ScaledObject has never been active. KEDA can scale the workload to zero after the first pod has pulled its image and loaded half of the model.',
  source:
    'kedacore/keda#5008; keda.sh/docs/2.20/reference/scaledobject-spec, "initialCooldownPeriod" (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: `${app}---${scaledObjectExample('minReplicaCount: 0, cooldownPeriod: 900,', queueTrigger)}`,
  },
  good: {
    kubernetes: `${app}---${scaledObjectExample('minReplicaCount: 0, cooldownPeriod: 900, initialCooldownPeriod: 900,', queueTrigger)}`,
  },
  check: (picture) =>
    autoscalersOf(picture).flatMap(({ found, type, minReplicas, pods }) => {
      if (type !== 'keda' || minReplicas > 0) return [];
      // A clock has its value at once, so that KEDA removes only a pod that nothing needs.
      const triggers = listAt(found.object, 'spec.triggers');
      if (triggers.every((trigger) => textAt(trigger, 'type') === cronTriggerType)) return [];
      const starts = pods
        .flatMap(({ containers }) => containers)
        .flatMap((container) => probeOf(container, 'startupProbe') ?? [])
        .map((startup) => startupBudgetSeconds({ startup }));
      const start = Math.max(0, ...starts);
      const cooldown = numberAt(found.object, 'spec.initialCooldownPeriod') ?? 0;
      if (start === 0 || cooldown >= start) return [];
      return [
        {
          in: found,
          field: 'spec.initialCooldownPeriod',
          message: `initialCooldownPeriod is ${cooldown} s and a replica may need ${start} s to start, so KEDA can remove the first pod before it is ready.`,
          expected: `initialCooldownPeriod of ${start} or more`,
          fix: `Set initialCooldownPeriod: ${start}.`,
        },
      ];
    }),
};
