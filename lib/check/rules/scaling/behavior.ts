import { maxPeriodSeconds, maxStabilizationSeconds } from '../../../engine/scaling/scaling-plan';
import { fieldPath, listAt, numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { autoscalersOf } from '../../views/autoscalers';
import { scaledObjectExample } from '../example-manifests';

const window = (seconds: number) =>
  scaledObjectExample(
    `minReplicaCount: 1, advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: ${seconds} } } } },`,
  );

export const behavior: Rule = {
  id: 'scaling/behavior',
  title: 'Times of an autoscaler are times that Kubernetes takes',
  severity: 'error',
  why: 'KEDA cannot make its HorizontalPodAutoscaler: the API refuses a window above an hour, and a period above half an hour. Nothing is scaled.',
  source:
    'kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2, HPAScalingRules (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: window(7200) },
  good: { kubernetes: window(3600) },
  check: (picture) =>
    autoscalersOf(picture).flatMap(({ found, type }) => {
      const { object } = found;
      const at = (field: string, least: number, most: number) => {
        const seconds = numberAt(object, field);
        if (seconds === undefined || (seconds >= least && seconds <= most)) return [];
        return [
          {
            in: found,
            field,
            message: `${seconds} s`,
            expected: most === Number.POSITIVE_INFINITY ? `${least} or more` : `from ${least} to ${most}`,
            fix: 'Correct it.',
          },
        ];
      };
      const base = type === 'keda' ? 'spec.advanced.horizontalPodAutoscalerConfig.behavior' : 'spec.behavior';
      const rates = ['scaleUp', 'scaleDown'].flatMap((direction) => {
        const path = fieldPath(base, direction);
        const policies = listAt(object, `${path}.policies`).flatMap((_, index) =>
          at(`${path}.policies[${index}].periodSeconds`, 1, maxPeriodSeconds),
        );
        return [...at(`${path}.stabilizationWindowSeconds`, 0, maxStabilizationSeconds), ...policies];
      });
      const own = type === 'keda' ? ['pollingInterval', 'cooldownPeriod', 'initialCooldownPeriod'] : [];
      return [
        ...rates,
        ...own.flatMap((key) =>
          at(`spec.${key}`, key === 'pollingInterval' ? 1 : 0, Number.POSITIVE_INFINITY),
        ),
      ];
    }),
};
