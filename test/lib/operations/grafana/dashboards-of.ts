import type { GrafanaDashboard } from '../../../../lib/operations/grafana/dashboard-model';
import {
  type Dashboards,
  dashboardFiles,
  ownDashboards,
  sharedDashboards,
} from '../../../../lib/operations/grafana/dashboards';
import { readInventory } from '../../../../lib/operations/inventory/read-inventory';
import type { ResolvedPlatform } from '../../../../lib/platform/resolved-platform';

type Parsed = Readonly<Record<string, GrafanaDashboard>>;

/** Dashboards of one platform by the paths of their files. */
export function dashboardsOf(platform: ResolvedPlatform): Parsed {
  return parsed(ownDashboards(readInventory(platform)));
}

/** Dashboards that platforms share, by the paths of their files. */
export function sharedDashboardsOf(platforms: readonly ResolvedPlatform[]): Parsed {
  return parsed(sharedDashboards(platforms.map(readInventory)));
}

function parsed(dashboards: Dashboards): Parsed {
  return Object.fromEntries(dashboardFiles(dashboards).map(({ path, text }) => [path, JSON.parse(text)]));
}
