import type { DefinitionOf } from '../../../values/schema';
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

/** Scales by the CPU utilization of the pods. */
export interface CpuTriggerDefinition extends DefinitionOf<typeof schema> {}

export const cpu: TriggerKind<CpuTriggerDefinition> = {
  schema,
  scaler: resourceScaler('cpu'),
  spec: ({ utilizationPercent }) => cpuTrigger({ utilizationPercent }),
};
