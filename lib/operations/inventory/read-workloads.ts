import type { ProbePlan } from '../../engine/probes/probe-plan';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import { kindOf, type ResolvedWorkload } from '../../platform/workloads/workload-kinds';
import type { InventoryWorkload } from './inventory-workload';

/** Workloads in the order of their kinds. */
export function readWorkloads({
  workloads,
}: Pick<ResolvedPlatform, 'workloads'>): readonly InventoryWorkload[] {
  return workloads.map(readWorkload);
}

function readWorkload(workload: ResolvedWorkload): InventoryWorkload {
  const { kind, name, namespace, nodePools, identity, secrets } = workload;
  const facets = kindOf(workload);
  const probes = facets.probes(workload);
  return {
    kind,
    title: facets.title,
    role: facets.role,
    name,
    namespace,
    detail: facets.detail(workload),
    pools: nodePools.map((pool) => pool.name),
    hasGpuPool: nodePools.some(({ vmSize }) => vmSize.gpu !== undefined),
    mayWait: mayWaitIn(nodePools),
    replicas: facets.replicas(workload),
    gpus: facets.gpus(workload) ?? { perPod: 0, podsPerReplica: 1 },
    delivery: facets.delivery,
    podOwner: facets.podOwner(workload),
    probes,
    startupSeconds: probes === undefined ? 0 : startupSecondsOf(probes.plan),
    scaler: facets.scaler(workload),
    identity: identity?.identityName,
    secrets: secrets.map(({ variable, secret }) => ({ variable, secret })),
    calls: facets.calls(workload),
    modelRoutes: facets.modelRoutes(workload),
    modelServer: facets.modelServer(workload),
    secretUse: facets.secretUse(workload) ?? { permanent: [], initial: [], apiKeys: [] },
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
