import { fieldPath } from '../../../values/json';
import type { Rule } from '../../rule';
import { cronTriggerExample, scaledObjectExample } from '../example-manifests';

const pauses = [
  'autoscaling.keda.sh/paused',
  'autoscaling.keda.sh/paused-replicas',
  'autoscaling.keda.sh/paused-scale-in',
  'autoscaling.keda.sh/paused-scale-out',
];

export const paused: Rule = {
  id: 'scaling/paused',
  title: 'No scaler is paused',
  severity: 'warning',
  why: 'A pause for an hour of maintenance that is written down outlasts it: nobody sees that nothing is scaled until the next load.',
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
      pauses.flatMap((name) => {
        const value = found.object.metadata.annotations?.[name];
        if (value === undefined || value === 'false' || String(value).includes('{{')) return [];
        return [
          {
            in: found,
            field: fieldPath('metadata.annotations', name),
            message: `"${value}": it scales nothing`,
            expected: 'left out',
            fix: 'Remove the annotation; pause in the cluster, where it ends.',
          },
        ];
      }),
    ),
};
