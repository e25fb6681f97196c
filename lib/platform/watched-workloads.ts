import type { WatchedWorkload } from '../alerts/watched-workload';
import { liteLlmProbePlan } from '../probes/litellm-probes';
import type { ProbePlan } from '../probes/probe-plan';
import { queueScaledObjectName } from '../queue/queue-worker-plan';
import type { ResolvedPlatform } from './resolved-platform';
import type { ResolvedScaling, ResolvedWorkload } from './resolved-workloads';

/** What of the cluster the waits of alerts follow from. */
export type WatchedCluster = Pick<ResolvedPlatform, 'cluster'>;

type Watched = WatchedCluster &
  Pick<
    ResolvedPlatform,
    'tritonServers' | 'gateway' | 'httpApps' | 'agentApps' | 'queueWorkers' | 'cronJobs'
  >;

/** Everything with pods of its own, but the vLLM servers, as its alerts see it. */
export function watchedWorkloads(platform: Watched): readonly WatchedWorkload[] {
  const { gateway, cluster } = platform;
  const scaled = (
    workload: ResolvedWorkload & {
      readonly probes: ProbePlan;
      readonly scaling: ResolvedScaling | undefined;
    },
  ) => ({
    ...watchedBase(workload, startupSeconds(workload.probes), cluster),
    ...scaledBy(workload.scaling?.name),
  });
  return [
    ...platform.tritonServers.map(scaled),
    // Pods of the other kind of gateway are made by a controller, with names of its own.
    ...(gateway?.type === 'litellm' ? [watchedBase(gateway, liteLlmStartupSeconds, cluster)] : []),
    ...platform.httpApps.map(scaled),
    ...platform.agentApps.map(scaled),
    ...platform.queueWorkers.map((worker) => ({
      ...watchedBase(worker, startupSeconds(worker.plan.probes), cluster),
      ...(worker.plan.mode === 'job'
        ? { kind: 'Job' as const }
        : scaledBy(queueScaledObjectName(worker.name))),
    })),
    ...platform.cronJobs.map((job) => ({ ...watchedBase(job, 0, cluster), kind: 'Job' as const })),
  ];
}

/** Its probes are its own, whatever the port. */
const liteLlmStartupSeconds = startupSeconds(liteLlmProbePlan(0));

/** What a startup probe waits for at most. */
export function startupSeconds({ startup }: Pick<ProbePlan, 'startup'>): number {
  return startup.periodSeconds * startup.failureThreshold;
}

const scaledBy = (scaledObject: string | undefined) => (scaledObject === undefined ? {} : { scaledObject });

/** What the alerts of every workload have in common. */
export function watchedBase(
  { name, namespace, nodePools }: Pick<ResolvedWorkload, 'name' | 'namespace' | 'nodePools'>,
  startupBudgetSeconds: number,
  cluster: WatchedCluster['cluster'],
) {
  const gpu = nodePools.some(({ vmSize }) => vmSize.gpu !== undefined);
  return {
    name,
    namespace,
    startupBudgetSeconds,
    ...(gpu ? { gpu, nodeProvisionMinutes: cluster.autoscaler.maxNodeProvisionMinutes } : {}),
    ...(nodePools.length > 0 && nodePools.every(({ overcommit }) => overcommit) ? { mayWait: true } : {}),
  };
}
