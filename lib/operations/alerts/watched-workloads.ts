import { endpointPickerName, endpointPickerStartup } from '../../engine/gateway/endpoint-picker';
import { envoyStartup } from '../../engine/ingress/envoy-config';
import { liteLlmProbePlan } from '../../engine/probes/litellm-probes';
import type { ProbePlan } from '../../engine/probes/probe-plan';
import { queueScaledObjectName } from '../../engine/queue/queue-worker-plan';
import { ingressCertificates, ingressWorkload } from '../../platform/gitops/platform-workloads';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { ResolvedScaling } from '../../platform/workloads/resolve-scaling';
import type { WorkloadBase } from '../../platform/workloads/workload';
import { type WorkloadOf, workloadsOf } from '../../platform/workloads/workload-kinds';
import type { WatchedWorkload } from './watched-workload';

/** Cluster, whose node provisioning time determines the waiting times of alerts. */
export type WatchedCluster = Pick<ResolvedPlatform, 'cluster'>;

type Watched = WatchedCluster & Pick<ResolvedPlatform, 'namespace' | 'ingress' | 'workloads'>;

/** Workloads with alerts, without vLLM servers. */
export function watchedWorkloads(platform: Watched): readonly WatchedWorkload[] {
  const { ingress, cluster } = platform;
  const scaled = (
    workload: WorkloadBase & {
      readonly probes: ProbePlan;
      readonly scaling: ResolvedScaling | undefined;
    },
  ) => ({
    ...watchedBase(workload, startupSeconds(workload.probes), cluster),
    ...scaledBy(workload.scaling?.name),
  });
  return [
    ...workloadsOf(platform, 'triton-server').map(scaled),
    ...workloadsOf(platform, 'litellm-gateway', 'inference-gateway').flatMap((gateway) =>
      ofGateway(gateway, cluster),
    ),
    ...(ingress === undefined ? [] : ofIngress(ingress, platform)),
    ...workloadsOf(platform, 'http-app', 'agent-app').map(scaled),
    ...workloadsOf(platform, 'queue-worker').map((worker) => ({
      ...watchedBase(worker, startupSeconds(worker.plan.probes), cluster),
      ...(worker.plan.mode === 'job'
        ? { kind: 'Job' as const }
        : scaledBy(queueScaledObjectName(worker.name))),
    })),
    ...workloadsOf(platform, 'cron-job').map((job) => ({
      ...watchedBase(job, 0, cluster),
      kind: 'Job' as const,
    })),
  ];
}

/** The probe plan does not depend on the port. */
const liteLlmStartupSeconds = startupSeconds(liteLlmProbePlan(0));

/** A controller creates the pods of an inference gateway with names of its own. Only its endpoint pickers belong to the platform. */
function ofGateway(
  gateway: WorkloadOf<'litellm-gateway' | 'inference-gateway'>,
  cluster: Watched['cluster'],
): readonly WatchedWorkload[] {
  if (gateway.kind === 'litellm-gateway') return [watchedBase(gateway, liteLlmStartupSeconds, cluster)];
  const { namespace, nodePools, servers } = gateway;
  const seconds = startupSeconds({ startup: endpointPickerStartup });
  return servers.map(({ name }) =>
    watchedBase({ name: endpointPickerName(name), namespace, nodePools }, seconds, cluster),
  );
}

/** Pods of an ingress in the cluster, without GPUs: Envoy, or the pod that mounts the certificates. */
function ofIngress(
  { type }: NonNullable<Watched['ingress']>,
  { namespace, cluster }: Watched,
): readonly WatchedWorkload[] {
  const unavailableTopic = 'hostDoesNotRespond' as const;
  switch (type) {
    case 'application-gateway':
      return [];
    case 'application-gateway-for-containers':
      return [
        {
          ...watchedBase({ name: ingressCertificates, namespace, nodePools: [] }, 0, cluster),
          unavailableTopic,
        },
      ];
    case 'internal-load-balancer': {
      const seconds = startupSeconds({ startup: envoyStartup });
      return [
        {
          ...watchedBase({ name: ingressWorkload, namespace, nodePools: [] }, seconds, cluster),
          unavailableTopic,
        },
      ];
    }
  }
}

/** Longest start that a startup probe allows, seconds. */
export function startupSeconds({
  startup,
}: {
  readonly startup: Pick<ProbePlan['startup'], 'periodSeconds' | 'failureThreshold'>;
}): number {
  return startup.periodSeconds * startup.failureThreshold;
}

const scaledBy = (scaledObject: string | undefined) => (scaledObject === undefined ? {} : { scaledObject });

/** Properties that the alerts of every workload require. */
export function watchedBase(
  { name, namespace, nodePools }: Pick<WorkloadBase, 'name' | 'namespace' | 'nodePools'>,
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
