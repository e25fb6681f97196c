import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledObjectExample } from '../example-manifests';

export const idleReplicas: Rule = {
  id: 'scaling/idle-replicas',
  title: 'Idle means none',
  severity: 'error',
  why: 'KEDA refuses an idleReplicaCount that is not below minReplicaCount; above 0 the HorizontalPodAutoscaler takes it straight back to its minimum.',
  source: 'keda.sh/docs/2.20/reference/scaledobject-spec, "idleReplicaCount"; kedacore/keda#2314 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledObjectExample('minReplicaCount: 2, idleReplicaCount: 2,') },
  good: { kubernetes: scaledObjectExample('minReplicaCount: 2, idleReplicaCount: 0,') },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found }) => {
      const idle = numberAt(found.object, 'spec.idleReplicaCount');
      if (found.object.kind !== 'ScaledObject' || idle === undefined) return [];
      const isSaid = numberAt(found.object, 'spec.minReplicaCount') !== undefined;
      if (idle === 0 && isSaid) return [];
      return [
        {
          in: found,
          field: 'spec.idleReplicaCount',
          message: `${idle}${isSaid ? '' : ', without minReplicaCount'}`,
          expected: '0, with a minReplicaCount above it',
          fix: 'Set 0, or remove it and set minReplicaCount.',
        },
      ];
    }),
};
