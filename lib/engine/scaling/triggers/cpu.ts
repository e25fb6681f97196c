import type { ScalerTriggerSpec } from '../scaler-trigger';
import {
  type ResourceTriggerInput,
  resourceScaler,
  resourceSchema,
  resourceTrigger,
} from '../scalers/resource';
import type { TriggerKind } from '../trigger-kind';

/**
 * CPU of the pods. Not for model servers: their CPU waits while the GPU works.
 *
 * @see keda.sh/docs/2.20/scalers/cpu (2026-11)
 */
export function cpuTrigger(input: ResourceTriggerInput): ScalerTriggerSpec {
  return resourceTrigger('cpu', input);
}

const schema = resourceSchema('cpu');

export const cpu: TriggerKind<typeof schema> = {
  schema,
  scaler: resourceScaler('cpu'),
  spec: ({ utilizationPercent }) => cpuTrigger({ utilizationPercent }),
};
