import type {
  DashboardPanel,
  GrafanaDashboard,
  GridPosition,
  TimeSeriesPanel,
} from '../../../../lib/operations/grafana/dashboard-model';

/** All panels, including those of collapsed rows; rows are not panels. */
export function panelsOf({ panels }: GrafanaDashboard): readonly DashboardPanel[] {
  return panels.flatMap((panel) => (panel.type === 'row' ? panel.panels : [panel]));
}

export function graphsOf(dashboard: GrafanaDashboard): readonly TimeSeriesPanel[] {
  return panelsOf(dashboard).flatMap((panel) => (panel.type === 'timeseries' ? [panel] : []));
}

export function graph(dashboard: GrafanaDashboard, title: string): TimeSeriesPanel {
  const found = graphsOf(dashboard).find((panel) => panel.title === title);
  if (found === undefined) throw new Error(`no panel ${title}`);
  return found;
}

/** The positions of all panels and rows. */
export function positionsOf({ panels }: GrafanaDashboard): readonly GridPosition[] {
  return panels.flatMap((panel) => [
    panel.gridPos,
    ...(panel.type === 'row' ? panel.panels.map(({ gridPos }) => gridPos) : []),
  ]);
}

export const overlap = (a: GridPosition, b: GridPosition) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
