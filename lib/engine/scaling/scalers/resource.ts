import type { ProblemList } from '../../../problems/problem-list';
import { parseCpuMillis, parseMemoryBytes } from '../../../values/quantity';
import { literal, number, object } from '../../../values/schema';
import type { Scaler } from '../scaler';
import type { ScalerTriggerSpec } from '../scaler-trigger';

/** Resource of the pods that Kubernetes measures. */
export type ScalableResource = 'cpu' | 'memory';

/** Input of cpuTrigger() and memoryTrigger(). Exactly one of the two targets. */
export type ResourceTriggerInput = {
  /** Measures only this container of the pod. @default all containers */
  readonly containerName?: string;
  /** @default none */
  readonly name?: string;
} & (
  | {
      /**
       * Average usage in percent of the request; above 100 for pods that may use more than they
       * request.
       */
      readonly utilizationPercent: number;
    }
  | {
      /** Average usage of a pod, as a quantity: `500m`, `2Gi`. */
      readonly averageValue: string;
    }
);

export function resourceTrigger(type: ScalableResource, input: ResourceTriggerInput): ScalerTriggerSpec {
  const isUtilization = 'utilizationPercent' in input;
  const value = isUtilization ? String(input.utilizationPercent) : input.averageValue;
  return {
    type,
    ...(input.name === undefined ? {} : { name: input.name }),
    metadata: {
      value,
      ...(input.containerName === undefined ? {} : { containerName: input.containerName }),
    },
    metricType: isUtilization ? 'Utilization' : 'AverageValue',
    authentication: 'none',
    producedByTarget: true,
    description: isUtilization ? `${type} at ${value} % of the request` : `${type} at ${value} per replica`,
  };
}

/** Shape in the definition. */
export function resourceSchema<Type extends ScalableResource>(type: Type) {
  return object({
    /**
     * Kind of trigger: average utilization of the pods. Memory is useful only for processes that
     * release it.
     */
    type: literal(type),
    /**
     * Target utilization in percent of the request, averaged over the pods. It can exceed 100: pods
     * can use more CPU than they request.
     */
    utilizationPercent: number,
  });
}

const quantities = {
  cpu: { noun: 'CPU', parse: parseCpuMillis, examples: '500m or 2' },
  memory: { noun: 'memory', parse: parseMemoryBytes, examples: '512Mi or 4Gi' },
};

export function resourceScaler(type: ScalableResource): Scaler {
  const { noun, parse, examples } = quantities[type];
  return {
    type,
    isResourceMetric: true,

    check(
      { metadata, metricType = 'Utilization', authentication }: ScalerTriggerSpec,
      problems: ProblemList,
    ): void {
      const value = metadata.value ?? '';
      if (metricType === 'Value') {
        problems.add('metricType', `${type} does not support Value`, 'Use Utilization or AverageValue.');
      } else if (metricType === 'Utilization') {
        if (!/^[1-9]\d{0,3}$/.test(value))
          problems.add(
            'utilizationPercent',
            value === '' ? 'is missing' : `${value} is not allowed`,
            'Set a whole percentage, 1 or more.',
          );
      } else if (parse(value) === undefined) {
        problems.add(
          'averageValue',
          `"${value}" is not a ${noun} quantity`,
          `Use a quantity such as ${examples}.`,
        );
      }
      if (authentication !== 'none') {
        problems.add(
          'authentication',
          `Kubernetes measures ${type}, which requires no sign-in`,
          "Use 'none'.",
        );
      }
    },

    // The same row for both resources.
    failures: () => [
      {
        sign: '`cpu`, `memory`: `FailedGetResourceMetric` at the autoscaler',
        cause: 'metrics-server does not respond',
        remedy: 'run `kubectl top pods --all-namespaces`',
      },
    ],
  };
}
