import type { ScalerTriggerSpec } from './scaler-trigger';

/** Input of cpuTrigger() and memoryTrigger(). Exactly one of the two targets. */
export type ResourceTriggerInput = {
  /** Only this container of the pod counts. Default: all of them. */
  readonly containerName?: string;
  /** Default: none. */
  readonly name?: string;
} & (
  | {
      /** Percent of what the pods request, on average; above 100 where they may use more than they request. */
      readonly utilizationPercent: number;
    }
  | {
      /** What one pod uses, on average, as a quantity: `500m`, `2Gi`. */
      readonly averageValue: string;
    }
);

/**
 * CPU of the pods. A model server is not a case for it: the GPU works while the CPU waits.
 * Source: keda.sh/docs/2.20/scalers/cpu (2026-11).
 */
export function cpuTrigger(input: ResourceTriggerInput): ScalerTriggerSpec {
  return resourceTrigger('cpu', input);
}

/**
 * Memory of the pods. Only for processes that give memory back: others go up and never down.
 * Source: keda.sh/docs/2.20/scalers/memory (2026-11).
 */
export function memoryTrigger(input: ResourceTriggerInput): ScalerTriggerSpec {
  return resourceTrigger('memory', input);
}

function resourceTrigger(type: 'cpu' | 'memory', input: ResourceTriggerInput): ScalerTriggerSpec {
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
    description: isUtilization ? `${type} at ${value} % of the request` : `${type} at ${value} a replica`,
  };
}

/** Whether KEDA leaves the trigger to Kubernetes' own resource metrics: these exist only while pods run. */
export function isResourceTrigger(trigger: Pick<ScalerTriggerSpec, 'type'>): boolean {
  return trigger.type === 'cpu' || trigger.type === 'memory';
}
