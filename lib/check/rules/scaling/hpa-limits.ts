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
  title: 'A HorizontalPodAutoscaler has limits that Kubernetes takes',
  severity: 'error',
  why: 'The API refuses more at least than at most, and 0 without a feature gate that AKS does not have.',
  source:
    'kubernetes.io/docs/reference/command-line-tools-reference/feature-gates (HPAScaleToZero: alpha); horizontal-pod-autoscaler-v2 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: autoscaler('minReplicas: 0, maxReplicas: 5') },
  good: { kubernetes: autoscaler('minReplicas: 1, maxReplicas: 5') },
  check: (picture) =>
    picture.ofKind('HorizontalPodAutoscaler').flatMap((found) => {
      const least = numberAt(found.object, 'spec.minReplicas') ?? 1;
      const most = numberAt(found.object, 'spec.maxReplicas');
      if (most === undefined || (least >= 1 && least <= most)) return [];
      return [
        {
          in: found,
          field: least < 1 ? 'spec.minReplicas' : 'spec.maxReplicas',
          message: least < 1 ? `${least}` : `${most}, with minReplicas ${least}`,
          expected: least < 1 ? '1 or more' : `${least} or more`,
          fix:
            least < 1 ? 'Set 1, or use a ScaledObject of KEDA, which can go to none.' : 'Raise maxReplicas.',
        },
      ];
    }),
};
