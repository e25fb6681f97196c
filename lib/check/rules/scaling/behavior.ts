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
  title: 'Autoscaler periods and windows must be within the limits of Kubernetes',
  severity: 'error',
  why: 'Kubernetes rejects a stabilization window above one hour and a policy period above 30 minutes. KEDA then cannot create the HorizontalPodAutoscaler, and the workload does not scale.',
  source:
    'kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2, HPAScalingRules (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: window(7200) },
  good: { kubernetes: window(3600) },
  check: (picture) =>
    autoscalersOf(picture).flatMap(({ found, type }) => {
      const { object } = found;
      const outOfRange = (field: string, minimum: number, maximum: number) => {
        const seconds = numberAt(object, field);
        if (seconds === undefined || (seconds >= minimum && seconds <= maximum)) return [];
        const name = field.split('.').at(-1);
        const range =
          maximum === Number.POSITIVE_INFINITY
            ? `${minimum} or more`
            : `a value from ${minimum} to ${maximum}`;
        return [
          {
            in: found,
            field,
            message: `${name} is ${seconds} s, which is outside the accepted range, so the workload does not scale.`,
            expected: `${range} seconds`,
            fix: `Set ${name} to ${range}.`,
          },
        ];
      };
      const base = type === 'keda' ? 'spec.advanced.horizontalPodAutoscalerConfig.behavior' : 'spec.behavior';
      const rates = ['scaleUp', 'scaleDown'].flatMap((direction) => {
        const path = fieldPath(base, direction);
        const policies = listAt(object, `${path}.policies`).flatMap((_, index) =>
          outOfRange(`${path}.policies[${index}].periodSeconds`, 1, maxPeriodSeconds),
        );
        return [...outOfRange(`${path}.stabilizationWindowSeconds`, 0, maxStabilizationSeconds), ...policies];
      });
      const kedaPeriods =
        type === 'keda' ? ['pollingInterval', 'cooldownPeriod', 'initialCooldownPeriod'] : [];
      return [
        ...rates,
        ...kedaPeriods.flatMap((key) =>
          outOfRange(`spec.${key}`, key === 'pollingInterval' ? 1 : 0, Number.POSITIVE_INFINITY),
        ),
      ];
    }),
};
