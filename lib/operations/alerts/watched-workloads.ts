import type { RunbookTopic } from '../../facts/runbook-topics';
import type { Inventory } from '../inventory/inventory';
import type { InventoryWorkload } from '../inventory/inventory-workload';
import type { InventoryPlatformPods } from '../inventory/read-platform-pods';
import type { WatchedKind, WatchedWorkload } from './watched-workload';

/** Workloads with alerts, without vLLM servers. */
export function watchedWorkloads({
  workloads,
  platformPods,
  cluster,
}: Pick<Inventory, 'workloads' | 'platformPods' | 'cluster'>): readonly WatchedWorkload[] {
  return [
    ...workloads.flatMap((workload): readonly WatchedWorkload[] => {
      const { podOwner, scaler, modelServer } = workload;
      if (podOwner === undefined || modelServer?.vllm !== undefined) return [];
      const kind = watchedKinds[podOwner];
      return [
        {
          ...watchedBase(workload, cluster),
          ...(kind === 'Deployment' ? {} : { kind }),
          ...(scaler?.kind === 'ScaledObject' ? { scaledObject: scaler.name } : {}),
        },
      ];
    }),
    ...platformPods.map(({ name, namespace, use, startupSeconds, mayWait }) => ({
      name,
      namespace,
      startupBudgetSeconds: startupSeconds,
      ...(mayWait ? { mayWait } : {}),
      ...(unavailableTopics[use] === undefined ? {} : { unavailableTopic: unavailableTopics[use] }),
    })),
  ];
}

/** Entry of the runbook if no pod of a Deployment of the platform is ready. */
const unavailableTopics: Readonly<Record<InventoryPlatformPods['use'], RunbookTopic | undefined>> = {
  ingress: 'hostDoesNotRespond',
  'endpoint picker': undefined,
  secrets: 'scaledSecretMissing',
};

/** Kind of the pods of a workload, as its alerts distinguish them. */
export const watchedKinds: Readonly<Record<NonNullable<InventoryWorkload['podOwner']>, WatchedKind>> = {
  Deployment: 'Deployment',
  LeaderWorkerSet: 'LeaderWorkerSet',
  ScaledJob: 'Job',
  CronJob: 'Job',
};

/** Properties that the alerts of every workload require. */
export function watchedBase(
  { name, namespace, startupSeconds, hasGpuPool, mayWait }: InventoryWorkload,
  { autoscaler }: Inventory['cluster'],
) {
  return {
    name,
    namespace,
    startupBudgetSeconds: startupSeconds,
    ...(hasGpuPool ? { gpu: true, nodeProvisionMinutes: autoscaler.maxNodeProvisionMinutes } : {}),
    ...(mayWait ? { mayWait } : {}),
  };
}
