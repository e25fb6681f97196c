import type { ProbePlan } from '../../engine/probes/probe-plan';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import { kindOf, type ResolvedWorkload } from '../../platform/workloads/workload-kinds';
import type { InventoryWorkload } from './inventory-workload';
import { kindDetails } from './kind-details';

/** Workloads in the order of their kinds. */
export function readWorkloads({
  workloads,
}: Pick<ResolvedPlatform, 'workloads'>): readonly InventoryWorkload[] {
  return workloads.map(readWorkload);
}

function readWorkload(workload: ResolvedWorkload): InventoryWorkload {
  const { kind, name, namespace, nodePools, identity, secrets } = workload;
  const facets = kindOf(workload);
  const { detail, modelServer, scaling, secretUse } = kindDetails(workload);
  const podOwner = facets.podOwner(workload);
  const probes = facets.probes(workload);
  const scaler = facets.scaler(workload);
  return {
    kind,
    title: facets.title,
    role: facets.role,
    name,
    namespace,
    detail,
    pools: nodePools.map((pool) => pool.name),
    hasGpuPool: nodePools.some(({ vmSize }) => vmSize.gpu !== undefined),
    mayWait: mayWaitIn(nodePools),
    replicas: facets.replicas(workload),
    gpus: facets.gpus(workload) ?? { perPod: 0, podsPerReplica: 1 },
    delivery: facets.delivery,
    podOwner,
    probes,
    startupSeconds: probes === undefined ? 0 : startupSecondsOf(probes.plan),
    scaler:
      scaler === undefined || scaling === undefined
        ? undefined
        : { kind: podOwner === 'ScaledJob' ? 'ScaledJob' : 'ScaledObject', name: scaler.name, ...scaling },
    identity: identity?.identityName,
    secrets: secrets.map(({ variable, secret }) => ({ variable, secret })),
    calls: facets.calls(workload),
    modelRoutes: facets.modelRoutes(workload),
    modelServer,
    secretUse: secretUse ?? { permanent: [], initial: [], apiKeys: [] },
  };
}

/** Whether all pools allow more requests than they can have nodes. */
export function mayWaitIn(nodePools: ResolvedWorkload['nodePools']): boolean {
  return nodePools.length > 0 && nodePools.every(({ overcommit }) => overcommit);
}

/** Longest start that a startup probe allows, seconds. */
export function startupSecondsOf({
  startup,
}: {
  readonly startup: Pick<ProbePlan['startup'], 'periodSeconds' | 'failureThreshold'>;
}): number {
  return startup.periodSeconds * startup.failureThreshold;
}
