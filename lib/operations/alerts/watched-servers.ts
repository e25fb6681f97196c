import type { Inventory } from '../inventory/inventory';
import type { WatchedServer } from './inference-alerts';
import { watchedBase } from './watched-workloads';

/** vLLM servers with alerts. */
export function watchedServers({
  workloads,
  cluster,
}: Pick<Inventory, 'workloads' | 'cluster'>): readonly WatchedServer[] {
  return workloads.flatMap((workload): readonly WatchedServer[] => {
    const { modelServer, gpus, scaler, podOwner } = workload;
    if (modelServer?.vllm === undefined) return [];
    const { servedModelName, version, waitingPerReplica } = modelServer.vllm;
    const { maxModelLen } = modelServer;
    // Alerts of a vLLM server always expect GPUs.
    const { gpu: _, ...base } = watchedBase(workload, cluster);
    return [
      {
        ...base,
        servedModelName,
        ...(podOwner === 'LeaderWorkerSet'
          ? {
              kind: podOwner,
              nodes: gpus.podsPerReplica,
              ...(cluster.containerInsights ? { logsAreKept: true } : {}),
            }
          : { kind: 'Deployment' }),
        ...(maxModelLen === undefined ? {} : { maxModelLen }),
        ...(version === undefined ? {} : { engineVersion: version }),
        ...(scaler === undefined
          ? {}
          : {
              scaledObject: scaler.name,
              ...(waitingPerReplica === undefined ? {} : { waitingPerReplica }),
              ...(scaler.scaleUpSeconds === undefined ? {} : { scaleUpSeconds: scaler.scaleUpSeconds }),
            }),
      },
    ];
  });
}
