import { DeploymentPicture, type FoundObject } from '../../check/deployment-picture';
import { labelDemandsOf } from '../../check/views/candidate-pools';
import { tolerates } from '../../check/views/node-pools';
import { type Pod, podGpus, podsOf, servingKinds } from '../../check/views/pods';
import { agentPoolLabel } from '../../engine/scheduling/placement';
import { listAt, numberAt, textAt } from '../../values/json';
import type { Inventory } from '../inventory/inventory';
import { identityOf } from '../inventory/read-identities';
import type { InventoryPool } from '../inventory/read-pools';
import type { QueueUser } from '../inventory/read-queues';
import type { TopologyWorkload } from './topology-model';

/** Kinds whose objects the topology draws. */
export const drawnKinds: readonly string[] = [...servingKinds, 'CronJob'];

/**
 * Workloads among the objects that the definition does not name: endpoint pickers, proxies of an
 * ingress, pods that keep a Secret, and objects of an extension. readNotDrawn() lists Jobs that run
 * once, and DaemonSets.
 */
export function readOtherWorkloads(
  {
    pools,
    identities,
    namespace,
    platformPods,
  }: Pick<Inventory, 'pools' | 'identities' | 'namespace' | 'platformPods'>,
  objects: readonly FoundObject[],
  known: ReadonlySet<string>,
): readonly (TopologyWorkload & QueueUser)[] {
  const seen = new Set<string>();
  return podsOf(new DeploymentPicture([], objects, [])).flatMap(
    (pod): readonly (TopologyWorkload & QueueUser)[] => {
      const { kind, metadata } = pod.owner.object;
      const key = `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
      if (!drawnKinds.includes(kind) || known.has(metadata.name) || seen.has(key)) return [];
      seen.add(key);
      const secretsOf = platformPods.find((pods) => pods.name === metadata.name)?.keepsSecret?.of;
      const replicas = numberAt(pod.owner.object, 'spec.replicas');
      return [
        {
          name: metadata.name,
          role: 'other',
          kind,
          detail: secretsOf && `keeps the Secret of ${secretsOf}`,
          pools: pools.filter((pool) => admits(pool, pod)).map(({ name }) => name),
          gpus: podGpus(pod),
          nodes: 1,
          replicas: replicas === undefined ? undefined : { min: replicas, max: replicas },
          isScheduled: kind === 'CronJob',
          triggers: [],
          measures: [],
          identity: identityOf(
            identities,
            metadata.namespace ?? namespace,
            textAt(pod.spec, 'serviceAccountName'),
          ),
          isHolder: secretsOf !== undefined,
        },
      ];
    },
  );
}

function admits(pool: InventoryPool, pod: Pod): boolean {
  const tolerations = listAt(pod.spec, 'tolerations');
  const label = (key: string) => (key === agentPoolLabel ? pool.name : pool.labels[key]);
  // The values of labels that Kubernetes and Azure set are unknown here, so they exclude no pool.
  const isKnown = (key: string) => key === agentPoolLabel || !/(^|\.)(kubernetes\.io|azure\.com)\//.test(key);
  return (
    pool.taints.every((taint) => taint.effect === 'PreferNoSchedule' || tolerates(tolerations, taint)) &&
    labelDemandsOf(pod).some((demands) =>
      demands.every(({ key, values }) => {
        const value = label(key);
        if (value === undefined) return !isKnown(key);
        return values === undefined || values.includes(value);
      }),
    )
  );
}
