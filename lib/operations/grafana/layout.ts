import type { DashboardPanel, DashboardRow } from './dashboard-model';
import { heightOf, type PanelSpec, toPanel } from './panels';

/** Row with panels. */
export interface RowSpec {
  readonly title: string;
  /** Whether the row is collapsed. Its panels query nothing until it is opened. @default false */
  readonly collapsed?: boolean;
  readonly panels: readonly PanelSpec[];
}

const columns = 24;
const rowHeight = 1;

/** Numbers the panels and places them from left to right, in lines. */
export function layOut(rows: readonly RowSpec[]): readonly (DashboardPanel | DashboardRow)[] {
  let id = 0;
  let y = 0;
  return rows.flatMap(({ title, collapsed = false, panels }) => {
    const rowId = ++id;
    const rowY = y;
    y += rowHeight;
    let x = 0;
    let lineHeight = 0;
    const placed = panels.map((panel) => {
      if (x + panel.width > columns) {
        x = 0;
        y += lineHeight;
        lineHeight = 0;
      }
      const height = heightOf(panel);
      const result = toPanel(panel, ++id, { x, y, w: panel.width, h: height });
      x += panel.width;
      lineHeight = Math.max(lineHeight, height);
      return result;
    });
    y += lineHeight;
    const row: DashboardRow = {
      type: 'row',
      id: rowId,
      title,
      collapsed,
      gridPos: { x: 0, y: rowY, w: columns, h: rowHeight },
      panels: collapsed ? placed : [],
    };
    return collapsed ? [row] : [row, ...placed];
  });
}
