import { fieldPath } from '../../../values/json';
import type { Rule } from '../../rule';
import { cronTriggerExample, scaledObjectExample } from '../example-manifests';

/** Annotations that pause a scaler, with the effect of each. */
const pauses: Readonly<Record<string, (value: string) => string>> = {
  'autoscaling.keda.sh/paused': () => 'does not scale the workload',
  'autoscaling.keda.sh/paused-replicas': (value) => `keeps the workload at ${value} replicas`,
  'autoscaling.keda.sh/paused-scale-in': () => 'removes no replicas',
  'autoscaling.keda.sh/paused-scale-out': () => 'adds no replicas',
};

export const paused: Rule = {
  id: 'scaling/paused',
  title: 'A scaler must not be paused in its manifest',
  severity: 'warning',
  why: 'A pause for an hour of maintenance stays in Git and outlasts the maintenance. The next load peak is the first sign that the workload does not scale.',
  source: 'keda.sh/docs/2.20/concepts/scaling-deployments, "Pause autoscaling" (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaledObjectExample(
      'minReplicaCount: 1,',
      cronTriggerExample,
      '{ autoscaling.keda.sh/paused-replicas: "0" }',
    ),
  },
  good: { kubernetes: scaledObjectExample('minReplicaCount: 1,') },
  check: (picture) =>
    picture.ofKind('ScaledObject', 'ScaledJob').flatMap((found) =>
      Object.entries(pauses).flatMap(([name, effect]) => {
        const value = found.object.metadata.annotations?.[name];
        if (value === undefined || value === 'false' || String(value).includes('{{')) return [];
        return [
          {
            in: found,
            field: fieldPath('metadata.annotations', name),
            message: `The annotation is "${value}", so KEDA ${effect(String(value))}.`,
            expected: 'no pause annotation in the manifest',
            fix: 'Remove the annotation; for maintenance, pause the scaler in the cluster instead.',
          },
        ];
      }),
    ),
};
