import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledObjectExample } from '../example-manifests';

export const idleReplicas: Rule = {
  id: 'scaling/idle-replicas',
  title: 'idleReplicaCount must be 0 and lower than minReplicaCount',
  severity: 'error',
  why: 'KEDA rejects an idleReplicaCount that is not lower than minReplicaCount. If it is above 0, the HorizontalPodAutoscaler immediately scales back to its minimum.',
  source: 'keda.sh/docs/2.20/reference/scaledobject-spec, "idleReplicaCount"; kedacore/keda#2314 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledObjectExample('minReplicaCount: 2, idleReplicaCount: 2,') },
  good: { kubernetes: scaledObjectExample('minReplicaCount: 2, idleReplicaCount: 0,') },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found }) => {
      const idle = numberAt(found.object, 'spec.idleReplicaCount');
      if (found.object.kind !== 'ScaledObject' || idle === undefined) return [];
      const hasMinimum = numberAt(found.object, 'spec.minReplicaCount') !== undefined;
      if (idle === 0 && hasMinimum) return [];
      return [
        {
          in: found,
          field: 'spec.idleReplicaCount',
          message: hasMinimum
            ? `idleReplicaCount is ${idle}, so KEDA rejects it or the HorizontalPodAutoscaler scales back to minReplicaCount.`
            : `idleReplicaCount is ${idle} and minReplicaCount is not set, so KEDA rejects the ScaledObject.`,
          expected: 'idleReplicaCount 0 with a minReplicaCount of 1 or more',
          fix: 'Set idleReplicaCount: 0 and minReplicaCount to 1 or more, or remove idleReplicaCount.',
        },
      ];
    }),
};
