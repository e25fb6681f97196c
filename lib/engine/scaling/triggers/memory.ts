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
 * Memory of the pods. Only for processes that release memory: others scale up and never down.
 *
 * @see keda.sh/docs/2.20/scalers/memory (2026-11)
 */
export function memoryTrigger(input: ResourceTriggerInput): ScalerTriggerSpec {
  return resourceTrigger('memory', input);
}

const schema = resourceSchema('memory');

/** Scales by the memory utilization of the pods. */
export interface MemoryTriggerDefinition extends DefinitionOf<typeof schema> {}

export const memory: TriggerKind<MemoryTriggerDefinition> = {
  schema,
  scaler: resourceScaler('memory'),
  spec: ({ utilizationPercent }) => memoryTrigger({ utilizationPercent }),
};
