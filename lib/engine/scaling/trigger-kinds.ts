import { type DefinitionOf, oneOf, type Typed } from '../../values/schema';
import type { Scaler } from './scaler';
import type { TriggerKind } from './trigger-kind';
import { cpu } from './triggers/cpu';
import { cron } from './triggers/cron';
import { keda } from './triggers/keda';
import { memory } from './triggers/memory';
import { prometheus } from './triggers/prometheus';
import { serviceBusQueue } from './triggers/service-bus-queue';
import { serviceBusTopic } from './triggers/service-bus-topic';
import { vllm } from './triggers/vllm';

/** Every trigger that a definition may contain. */
const triggerKinds = [serviceBusQueue, serviceBusTopic, vllm, prometheus, cron, cpu, memory, keda] as const;

/** Shape of a trigger in the definition, by `type`. */
export const triggerSchema = oneOf('type', schemasOf(triggerKinds));

/** A trigger: it determines the number of replicas. */
export type TriggerDefinition = DefinitionOf<typeof triggerSchema>;

function schemasOf<Kinds extends readonly { readonly schema: Typed<unknown> }[]>(kinds: Kinds) {
  return kinds.map(({ schema }) => schema) as { [Index in keyof Kinds]: Kinds[Index]['schema'] };
}

const kindsByType = new Map<string, TriggerKind>(
  triggerKinds.map((kind) => [kind.schema.shape.type.value, kind as TriggerKind]),
);

export function triggerKindOf({ type }: TriggerDefinition): TriggerKind {
  return kindsByType.get(type)!;
}

const scalersByType = new Map<string, Scaler>(
  triggerKinds.flatMap(({ scaler }) => (scaler === undefined ? [] : [[scaler.type, scaler] as const])),
);

/** Every scaler of the triggers, each once. */
export const allScalers: readonly Scaler[] = [...scalersByType.values()];

/** Scaler with this name; undefined for a scaler without checks of its own. */
export function scalerOf({ type }: { readonly type: string }): Scaler | undefined {
  return scalersByType.get(type);
}

/** Whether Kubernetes itself measures the running pods. */
export function isResourceTrigger(trigger: { readonly type: string }): boolean {
  return scalerOf(trigger)?.isResourceMetric ?? false;
}
