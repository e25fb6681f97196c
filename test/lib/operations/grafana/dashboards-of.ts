import { dashboardDocuments } from '../../../../lib/operations/grafana/dashboard-documents';
import type { GrafanaDashboard } from '../../../../lib/operations/grafana/dashboard-model';
import { readInventory } from '../../../../lib/operations/inventory/read-inventory';
import type { ResolvedPlatform } from '../../../../lib/platform/resolved-platform';

/** The dashboards of a platform by the paths of their files, as Grafana reads them. */
export function dashboardsOf(platform: ResolvedPlatform): Readonly<Record<string, GrafanaDashboard>> {
  const documents = dashboardDocuments({
    inventory: readInventory(platform),
    objects: [],
    applications: [],
  });
  return Object.fromEntries(documents.map(({ path, text }) => [path, JSON.parse(text)]));
}
