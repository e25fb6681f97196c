import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';

const autoscaler = (limits: string) => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: app, namespace: apps }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: app }, ${limits} }
`;

export const hpaLimits: Rule = {
  id: 'scaling/hpa-limits',
  title: 'A HorizontalPodAutoscaler must have minReplicas between 1 and maxReplicas',
  severity: 'error',
  why: 'Kubernetes rejects minReplicas above maxReplicas. It also rejects minReplicas 0, because AKS does not enable the feature gate HPAScaleToZero.',
  source:
    'kubernetes.io/docs/reference/command-line-tools-reference/feature-gates (HPAScaleToZero: alpha); horizontal-pod-autoscaler-v2 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: autoscaler('minReplicas: 0, maxReplicas: 5') },
  good: { kubernetes: autoscaler('minReplicas: 1, maxReplicas: 5') },
  check: (picture) =>
    picture.ofKind('HorizontalPodAutoscaler').flatMap((found) => {
      const minimum = numberAt(found.object, 'spec.minReplicas') ?? 1;
      const maximum = numberAt(found.object, 'spec.maxReplicas');
      if (maximum === undefined || (minimum >= 1 && minimum <= maximum)) return [];
      return [
        {
          in: found,
          field: minimum < 1 ? 'spec.minReplicas' : 'spec.maxReplicas',
          message:
            minimum < 1
              ? `minReplicas is ${minimum}, which Kubernetes rejects without the feature gate HPAScaleToZero.`
              : `maxReplicas ${maximum} is lower than minReplicas ${minimum}, so Kubernetes rejects the HorizontalPodAutoscaler.`,
          expected: minimum < 1 ? 'minReplicas of 1 or more' : `maxReplicas of ${minimum} or more`,
          fix:
            minimum < 1
              ? 'Set minReplicas: 1, or use a KEDA ScaledObject to scale to zero.'
              : 'Raise maxReplicas, or lower minReplicas.',
        },
      ];
    }),
};
