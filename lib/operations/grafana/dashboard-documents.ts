import { grafanaFolder } from '../../platform/gitops/application-names';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import { scalingsOf } from '../../platform/workloads/scalings';
import { workloadsOf } from '../../platform/workloads/workload-kinds';
import { watchedServers } from '../alerts/watched-servers';
import type { DocumentSource, EnvironmentDocument } from '../documents/environment-document';
import type { GrafanaDashboard } from './dashboard-model';
import { gpuPoolDashboard } from './gpu-pool-dashboard';
import { kedaDashboard } from './keda-dashboard';
import { vllmDashboard } from './vllm-dashboard';
import type { DashboardServer } from './vllm-series';

/** What there may be a dashboard for, and the name of its file. */
export type DashboardName = 'gpu-pools' | 'keda' | 'vllm';

/** A dashboard with its file, below the environment's folder. */
export interface EnvironmentDashboard {
  readonly name: DashboardName;
  readonly path: string;
  readonly dashboard: GrafanaDashboard;
}

/** A dashboard for each thing that the platform has, as a file that Grafana imports. */
export function dashboardDocuments({ platform }: DocumentSource): readonly EnvironmentDocument[] {
  return environmentDashboards(platform).map(({ path, dashboard }) => ({
    path,
    text: `${JSON.stringify(dashboard, null, 2)}\n`,
  }));
}

/** A dashboard for each thing that the platform has, in the order of their names. */
export function environmentDashboards(platform: ResolvedPlatform): readonly EnvironmentDashboard[] {
  // Without it nobody scrapes, and every panel would be empty.
  if (!platform.cluster.managedPrometheus) return [];
  const dashboards: readonly (readonly [DashboardName, GrafanaDashboard | undefined])[] = [
    ['gpu-pools', gpuPools(platform)],
    ['keda', scaling(platform)],
    ['vllm', servers(platform)],
  ];
  return dashboards.flatMap(([name, dashboard]) =>
    dashboard === undefined ? [] : [{ name, path: `${grafanaFolder}/${name}.json`, dashboard }],
  );
}

function servers(platform: ResolvedPlatform): GrafanaDashboard | undefined {
  const { environment, namespace } = platform;
  const inferenceServers = workloadsOf(platform, 'inference-server');
  if (inferenceServers.length === 0) return undefined;
  const limits = new Map(
    inferenceServers.map(({ name, replicas, scaling }) => [name, scaling?.plan.maxReplicas ?? replicas ?? 1]),
  );
  return vllmDashboard({
    environment,
    namespace,
    servers: watchedServers(platform).map(
      (server): DashboardServer => ({ ...server, maxReplicas: limits.get(server.name)! }),
    ),
  });
}

function scaling(platform: ResolvedPlatform): GrafanaDashboard | undefined {
  const { environment, namespace } = platform;
  const scalers = scalingsOf(platform).map(({ name }) => name);
  return scalers.length === 0 ? undefined : kedaDashboard({ environment, namespace, scalers });
}

function gpuPools(platform: ResolvedPlatform): GrafanaDashboard | undefined {
  const { environment, namespace, cluster } = platform;
  const pools = platform.nodePools.flatMap(({ name, minNodes, maxNodes, vmSize }) =>
    vmSize.gpu === undefined ? [] : [{ name, minNodes, maxNodes, gpusPerNode: vmSize.gpu.count }],
  );
  if (pools.length === 0) return undefined;
  // AKS's own device plugin and that of this platform measure nothing.
  return gpuPoolDashboard({ environment, namespace, pools, measured: cluster.gpuStack !== 'device-plugin' });
}
