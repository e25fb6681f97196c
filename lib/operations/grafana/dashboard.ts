import type { DashboardVariable, GrafanaDashboard } from './dashboard-model';
import { layOut, type RowSpec } from './layout';
import { dataSourceVariable } from './variables';

/** Input of dashboard(). */
export interface DashboardInput {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly environments: readonly string[];
  readonly variables: readonly DashboardVariable[];
  readonly rows: readonly RowSpec[];
}

/** Dashboard with its panels in a grid. */
export function dashboard(input: DashboardInput): GrafanaDashboard {
  const { uid, title, description, environments, variables, rows } = input;
  return {
    uid,
    title,
    description: `${description} Synth generates this dashboard. The next import overwrites edits.`,
    tags: ['aks-ai-platform', ...environments],
    schemaVersion: 41,
    editable: true,
    graphTooltip: 1,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    timezone: 'browser',
    templating: { list: [dataSourceVariable, ...variables] },
    panels: layOut(rows),
  };
}

/** Maximum length of a uid (grafana/grafana `pkg/util/shortid_generator.go`, 2026-11). */
const maxUidLength = 40;

/**
 * Uid of a dashboard. Dashboards of one environment: the environment and the name; a longer uid is
 * truncated and gets a checksum. Dashboards that environments share: the name and a checksum of
 * their repository.
 */
export function dashboardUid(scope: DashboardScope, name: string): string {
  if ('repository' in scope) return `${name}-${checksum(scope.repository)}`;
  const { environment } = scope;
  const uid = `${environment}-${name}`;
  if (uid.length <= maxUidLength) return uid;
  const sum = checksum(environment);
  return `${environment.slice(0, maxUidLength - name.length - sum.length - 2)}-${sum}-${name}`;
}

/** Environment with dashboards of its own, or repository whose environments share them. */
export type DashboardScope = { readonly environment: string } | { readonly repository: string };

/** FNV-1a, 32 bits. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return hash.toString(36).padStart(7, '0');
}
