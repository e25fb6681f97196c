import { grafanaFolder } from '../../platform/gitops/application-names';
import { watchedServers } from '../alerts/watched-servers';
import type { Inventory } from '../inventory/inventory';
import { gpuPoolsOf } from '../inventory/read-pools';
import { type DashboardScope, dashboardUid } from './dashboard';
import type { DashboardEnvironment } from './dashboard-environment';
import type { GrafanaDashboard } from './dashboard-model';
import { gpuPoolDashboard } from './gpu-pool-dashboard';
import { kedaDashboard } from './keda-dashboard';
import { vllmDashboard } from './vllm-dashboard';

/** Topic of a dashboard, and name of its file. */
export type DashboardName = 'gpu-pools' | 'keda' | 'vllm';

/** Dashboard with its file. */
export interface NamedDashboard {
  readonly name: DashboardName;
  readonly dashboard: GrafanaDashboard;
}

/** Dashboards of a program. */
export interface Dashboards {
  /**
   * Whether all environments of a repository share the files, in `dist/grafana/`. Otherwise they
   * are in `dist/<environment>/grafana/`.
   */
  readonly isShared: boolean;
  readonly list: readonly NamedDashboard[];
}

/** Dashboards that all environments of a repository share. */
export function sharedDashboards(inventories: readonly Inventory[]): Dashboards {
  const [first] = inventories;
  const list = first === undefined ? [] : dashboardsOf(inventories, { repository: first.gitOps.repository });
  return { isShared: true, list };
}

/** Dashboards of one environment. */
export function ownDashboards(inventory: Inventory): Dashboards {
  return { isShared: false, list: dashboardsOf([inventory], { environment: inventory.environment }) };
}

/**
 * Files of dashboards, below `dist/grafana/` if they are shared, otherwise below
 * `dist/<environment>/`.
 */
export function dashboardFiles({ isShared, list }: Dashboards) {
  return list.map(({ name, dashboard }) => ({
    path: isShared ? `${name}.json` : `${grafanaFolder}/${name}.json`,
    text: `${JSON.stringify(dashboard, null, 2)}\n`,
  }));
}

/** Path of a dashboard file from the folder of an environment. */
export function dashboardPath({ isShared }: Dashboards, name: DashboardName): string {
  return `${isShared ? '../' : ''}${grafanaFolder}/${name}.json`;
}

/** Dashboards of some environments, sorted by name. */
function dashboardsOf(inventories: readonly Inventory[], scope: DashboardScope): readonly NamedDashboard[] {
  // Without managed Prometheus there are no series, and every panel would be empty.
  const measured = inventories.filter(({ cluster }) => cluster.managedPrometheus);
  const dashboards: readonly (readonly [DashboardName, GrafanaDashboard | undefined])[] = [
    ['gpu-pools', gpuPools(measured, dashboardUid(scope, 'gpu-pools'))],
    ['keda', scaling(measured, dashboardUid(scope, 'keda'))],
    ['vllm', servers(measured, dashboardUid(scope, 'vllm'))],
  ];
  return dashboards.flatMap(([name, dashboard]) => (dashboard === undefined ? [] : [{ name, dashboard }]));
}

function environmentOf({ environment, namespace }: Inventory): DashboardEnvironment {
  return { name: environment, namespace };
}

function servers(inventories: readonly Inventory[], uid: string): GrafanaDashboard | undefined {
  const environments = inventories.flatMap((inventory) => {
    const limits = new Map(inventory.workloads.map(({ name, replicas }) => [name, replicas?.max ?? 1]));
    const all = watchedServers(inventory).map((server) => ({
      ...server,
      maxReplicas: limits.get(server.name)!,
    }));
    return all.length === 0 ? [] : [{ ...environmentOf(inventory), servers: all }];
  });
  return environments.length === 0 ? undefined : vllmDashboard({ uid, environments });
}

function scaling(inventories: readonly Inventory[], uid: string): GrafanaDashboard | undefined {
  const environments = inventories.flatMap((inventory) => {
    const scalers = inventory.workloads.flatMap(({ scaler }) => scaler?.name ?? []);
    return scalers.length === 0 ? [] : [{ ...environmentOf(inventory), scalers }];
  });
  return environments.length === 0 ? undefined : kedaDashboard({ uid, environments });
}

function gpuPools(inventories: readonly Inventory[], uid: string): GrafanaDashboard | undefined {
  const environments = inventories.flatMap((inventory) => {
    const pools = gpuPoolsOf(inventory.pools).map(({ name, maxNodes }) => ({ name, maxNodes }));
    if (pools.length === 0) return [];
    // Neither AKS nor the device plugin of this platform exports GPU metrics.
    const measured = inventory.cluster.gpuStack !== 'device-plugin';
    return [{ ...environmentOf(inventory), pools, measured }];
  });
  return environments.length === 0 ? undefined : gpuPoolDashboard({ uid, environments });
}
