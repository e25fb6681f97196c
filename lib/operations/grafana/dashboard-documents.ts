import { grafanaFolder } from '../../platform/gitops/application-names';
import { watchedServers } from '../alerts/watched-servers';
import type { DocumentSource, EnvironmentDocument } from '../documents/environment-document';
import type { Inventory } from '../inventory/inventory';
import { gpuPoolsOf } from '../inventory/read-pools';
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

/** Dashboard files for Grafana. */
export function dashboardDocuments({ inventory }: DocumentSource): readonly EnvironmentDocument[] {
  return environmentDashboards(inventory).map(({ path, dashboard }) => ({
    path,
    text: `${JSON.stringify(dashboard, null, 2)}\n`,
  }));
}

/** Dashboards of an environment, sorted by name. */
export function environmentDashboards(inventory: Inventory): readonly EnvironmentDashboard[] {
  // Without managed Prometheus there are no series, and every panel would be empty.
  if (!inventory.cluster.managedPrometheus) return [];
  const dashboards: readonly (readonly [DashboardName, GrafanaDashboard | undefined])[] = [
    ['gpu-pools', gpuPools(inventory)],
    ['keda', scaling(inventory)],
    ['vllm', servers(inventory)],
  ];
  return dashboards.flatMap(([name, dashboard]) =>
    dashboard === undefined ? [] : [{ name, path: `${grafanaFolder}/${name}.json`, dashboard }],
  );
}

function servers(inventory: Inventory): GrafanaDashboard | undefined {
  const { environment, namespace, workloads } = inventory;
  const limits = new Map(workloads.map(({ name, replicas }) => [name, replicas?.max ?? 1]));
  const watched = watchedServers(inventory).map(
    (server): DashboardServer => ({ ...server, maxReplicas: limits.get(server.name)! }),
  );
  return watched.length === 0 ? undefined : vllmDashboard({ environment, namespace, servers: watched });
}

function scaling({ environment, namespace, workloads }: Inventory): GrafanaDashboard | undefined {
  const scalers = workloads.flatMap(({ scaler }) => scaler?.name ?? []);
  return scalers.length === 0 ? undefined : kedaDashboard({ environment, namespace, scalers });
}

function gpuPools({ environment, namespace, cluster, pools }: Inventory): GrafanaDashboard | undefined {
  const withGpus = gpuPoolsOf(pools).map(({ name, minNodes, maxNodes, gpu }) => ({
    name,
    minNodes,
    maxNodes,
    gpusPerNode: gpu.count,
  }));
  if (withGpus.length === 0) return undefined;
  // Neither AKS nor the device plugin of this platform exports GPU metrics.
  const measured = cluster.gpuStack !== 'device-plugin';
  return gpuPoolDashboard({ environment, namespace, pools: withGpus, measured });
}
