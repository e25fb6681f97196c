import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const limits: Rule = {
  id: 'scaling/limits',
  title: 'minReplicaCount must not be higher than maxReplicaCount',
  severity: 'error',
  why: 'KEDA rejects the ScaledObject when Argo CD applies it, and the workload does not scale.',
  source: 'kedacore/keda scaledobject_webhook.go (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledAppExample('minReplicaCount: 5\n  maxReplicaCount: 3') },
  good: { kubernetes: scaledAppExample('minReplicaCount: 1\n  maxReplicaCount: 3') },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, minReplicas, maxReplicas }) =>
      minReplicas <= maxReplicas
        ? []
        : [
            {
              in: found,
              field: 'spec.maxReplicaCount',
              message: `maxReplicaCount ${maxReplicas} is lower than minReplicaCount ${minReplicas}, so KEDA rejects the ${found.object.kind}.`,
              expected: `maxReplicaCount of ${minReplicas} or more`,
              fix: 'Raise maxReplicaCount, or lower minReplicaCount.',
            },
          ],
    ),
};
