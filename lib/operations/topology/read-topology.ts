import { messagesPerText } from '../../engine/scaling/scalers/service-bus';
import type { DocumentSource } from '../documents/environment-document';
import type { Inventory } from '../inventory/inventory';
import { queueUsers } from '../inventory/read-queues';
import { readNotDrawn } from './read-not-drawn';
import { type MeasuredWorkload, readWorkloads } from './read-workloads';
import type { TopologyCall, TopologyModel, TopologyModelRoute, TopologyQueue } from './topology-model';

/** Topology of an environment. */
export function readTopology({ inventory, objects, applications }: DocumentSource): TopologyModel {
  const { cluster, environment, azure, pools, gitOps, ingress, identities } = inventory;
  const workloads = readWorkloads(inventory, objects);
  return {
    cluster: cluster.name,
    environment,
    location: azure.location,
    pools,
    workloads,
    notDrawn: readNotDrawn(workloads, objects),
    destination: gitOps.destination,
    repository: gitOps.repository,
    ingress,
    routes: (ingress?.hosts ?? []).flatMap(({ host, routes }) =>
      routes.map(({ path, to }) => ({ host, path, to })),
    ),
    modelRoutes: readModelRoutes(inventory),
    calls: readCalls(inventory),
    queues: readQueues(inventory, workloads),
    identities,
    applications,
  };
}

function readModelRoutes({ workloads }: Inventory): readonly TopologyModelRoute[] {
  return workloads.flatMap(({ name, modelRoutes }) =>
    modelRoutes.map((route) => ({ gateway: name, ...route })),
  );
}

/** Calls of workloads. The routes of a gateway already show its calls. */
function readCalls({ workloads }: Inventory): readonly TopologyCall[] {
  return workloads
    .filter(({ modelRoutes }) => modelRoutes.length === 0)
    .flatMap(({ name, calls }) => calls.map((to) => ({ from: name, to })));
}

function readQueues(
  { queues, identities }: Inventory,
  workloads: readonly MeasuredWorkload[],
): readonly TopologyQueue[] {
  return queues.map((queue) => {
    const { senders, readers } = queueUsers(queue, identities, workloads);
    return {
      name: queue.name,
      kind: queue.kind,
      senders,
      readers: readers.map(({ workload, messagesPerReplica }) => ({
        workload,
        scaledBy: messagesPerReplica === undefined ? undefined : messagesPerText(messagesPerReplica),
      })),
    };
  });
}
