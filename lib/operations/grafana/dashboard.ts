import type { DashboardVariable, GrafanaDashboard } from './dashboard-model';
import { layOut, type RowSpec } from './layout';
import { dataSourceVariable } from './variables';

/** Input of dashboard(). */
export interface DashboardInput {
  /** `production`. */
  readonly environment: string;
  /** Short, of lower-case letters and dashes: the file and the end of the uid. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly DashboardVariable[];
  readonly rows: readonly RowSpec[];
}

/** A dashboard of an environment. */
export function dashboard(input: DashboardInput): GrafanaDashboard {
  const { environment, name, title, description, variables, rows } = input;
  return {
    uid: dashboardUid(environment, name),
    title: `${title} (${environment})`,
    description: `${description} Synthesized: edits are lost with the next import.`,
    tags: ['aks-ai-platform', environment],
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

/** Grafana's limit (grafana/grafana `pkg/util/shortid_generator.go`, 2026-11). */
const maxUidLength = 40;

/** The environment and the name; a longer one is cut, and keeps a checksum of all of it. */
export function dashboardUid(environment: string, name: string): string {
  const uid = `${environment}-${name}`;
  if (uid.length <= maxUidLength) return uid;
  const sum = checksum(environment);
  return `${environment.slice(0, maxUidLength - name.length - sum.length - 2)}-${sum}-${name}`;
}

/** FNV-1a, 32 bits: two environments whose names begin alike keep dashboards of their own. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return hash.toString(36).padStart(7, '0');
}
