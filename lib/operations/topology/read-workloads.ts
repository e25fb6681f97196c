import type { FoundObject } from '../../check/deployment-picture';
import type { Inventory } from '../inventory/inventory';
import type { InventoryWorkload } from '../inventory/inventory-workload';
import type { QueueUser } from '../inventory/read-queues';
import { readOtherWorkloads } from './read-other-workloads';
import type { TopologyWorkload } from './topology-model';

/** Workload with the work that its triggers count. */
export type MeasuredWorkload = TopologyWorkload & QueueUser;

/** Workloads of the definition, then workloads that only the objects contain. */
export function readWorkloads(
  inventory: Inventory,
  objects: readonly FoundObject[],
): readonly MeasuredWorkload[] {
  const defined = inventory.workloads.filter(isDrawn).map(ofDefinition);
  return [...defined, ...readOtherWorkloads(inventory, objects, new Set(defined.map(({ name }) => name)))];
}

/** Whether the definition describes the pods. Of most charts it does not. */
function isDrawn({ delivery, replicas }: InventoryWorkload): boolean {
  return delivery === 'manifests' || replicas !== undefined;
}

function ofDefinition(workload: InventoryWorkload): MeasuredWorkload {
  const { name, role, title, detail, pools, gpus, replicas, podOwner, scaler, identity } = workload;
  const triggers = scaler?.triggers ?? [];
  return {
    name,
    role,
    kind: title,
    detail,
    pools,
    gpus: gpus.perPod,
    nodes: gpus.podsPerReplica,
    replicas,
    isScheduled: podOwner === 'CronJob',
    triggers: triggers.map(({ type, text, measures }) => ({
      type,
      text,
      isQueue: measures?.of === 'messages',
    })),
    measures: triggers.map(({ measures }) => measures),
    identity,
    isHolder: false,
  };
}
