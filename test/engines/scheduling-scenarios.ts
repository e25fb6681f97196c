import type { InventoryWorkload } from '../../lib/operations/inventory/inventory-workload';
import { ofKind } from '../links/deployment';
import type { Engines } from './engines';
import type { EnginePlatform } from './platforms';
import { isReady, podsOf, poolOf } from './pods';
import { has } from './programs';
import { until } from './wait';

/** KEDA's operator keeps this number of replicas while the annotation is there. */
const pausedReplicas = 'autoscaling.keda.sh/paused-replicas';

/** Where the pods of every workload are, with the fewest and with the most replicas of all workloads at once. */
export function schedulingScenarios(platform: EnginePlatform, engines: () => Engines): void {
  const { workloads: all } = platform.inventory;
  const ofManifests = all.filter(({ podOwner }) => podOwner !== undefined && podOwner !== 'CronJob');

  const runnable = ({ programs }: Engines) =>
    ofManifests.filter(
      ({ podOwner }) =>
        (podOwner !== 'LeaderWorkerSet' || has(programs, 'lws-manager')) &&
        (podOwner !== 'ScaledJob' || has(programs, 'keda-operator')),
    );

  it('schedules every pod onto a pool that the summary names, with minimum replicas', async () => {
    await untilPlaced(engines(), runnable(engines()), ({ min }) => min);
  });

  it('schedules every pod onto a pool that the summary names, with maximum replicas of all at once', async () => {
    await scaleAll(engines(), platform, (max) => max);
    for (const { spec } of ofKind(platform.deployment, 'ScaledJob'))
      for (const { metadata } of spec.triggers)
        engines().azure.messages.set(metadata.queueName, spec.maxReplicaCount);
    try {
      await untilPlaced(engines(), runnable(engines()), ({ max }) => max);
    } finally {
      await scaleAll(engines(), platform, () => undefined);
      engines().azure.messages.clear();
    }
  });
}

/** Holds every scaled workload at a number of replicas, or gives it back to its scaler. Without KEDA nothing else scales it. */
async function scaleAll(
  { kubectl, programs }: Engines,
  { deployment }: EnginePlatform,
  replicasOf: (max: number) => number | undefined,
): Promise<void> {
  for (const { metadata, spec } of ofKind(deployment, 'ScaledObject')) {
    const replicas = replicasOf(spec.maxReplicaCount);
    const namespace = `--namespace=${metadata.namespace}`;
    if (has(programs, 'keda-operator')) {
      const annotation = replicas === undefined ? `${pausedReplicas}-` : `${pausedReplicas}=${replicas}`;
      kubectl(['annotate', 'scaledobject', metadata.name, namespace, '--overwrite', annotation]);
    } else if (replicas !== undefined) {
      const { kind, name } = spec.scaleTargetRef;
      kubectl(['scale', kind, name, namespace, `--replicas=${replicas}`]);
    }
  }
}

/** Waits until each workload has its number of pods, ready, each on one of its pools, and no pod waits. */
async function untilPlaced(
  engines: Engines,
  workloads: readonly InventoryWorkload[],
  replicasOf: (range: { readonly min: number; readonly max: number }) => number,
): Promise<void> {
  await until('pods on their pools', 150, async () => {
    const open: string[] = [];
    for (const workload of workloads) {
      const { name, pools, replicas, gpus } = workload;
      const pods = await podsOf(engines, workload);
      const places = pods.map((pod) => poolOf(engines, pod));
      const expected = replicasOf(replicas!) * gpus.podsPerReplica;
      const misplaced = places.filter((place) => !pools.includes(place));
      if (pods.length < expected) open.push(`${name}: ${pods.length} of ${expected} pods`);
      if (misplaced.length > 0) open.push(`${name}: ${[...new Set(misplaced)].join(', ')}`);
      if (!pods.every(isReady)) open.push(`${name}: not ready`);
    }
    return open.length === 0 ? { answer: true } : open.join('\n');
  });
}
