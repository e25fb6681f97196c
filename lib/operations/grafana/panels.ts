import type { DashboardPanel, DataSourceReference, GridPosition } from './dashboard-model';

/** A panel before it has its place. */
export interface PanelSpec {
  readonly title: string;
  /** What it shows, and what to make of it. */
  readonly description: string;
  /** Columns of 24. */
  readonly width: number;
  readonly content: GraphSpec | { readonly text: string };
}

export interface GraphSpec {
  /** Grafana's name of the unit: `short`, `s`, `percentunit`, `bytes`, `reqps`. */
  readonly unit: string;
  readonly queries: readonly { readonly expr: string; readonly legend: string }[];
  /** A line, and what is above it in red. */
  readonly limit?: number;
  readonly max?: number;
  /** One upon the other, where they are parts of a whole. */
  readonly stacked?: boolean;
}

/** The data source that is chosen above the panels. */
const dataSource: DataSourceReference = { type: 'prometheus', uid: '${datasource}' };

/**
 * Series come every 30 seconds. Said at each query, because the data source may have another interval, and a rate over less than two
 * of them is empty.
 */
const scrapeInterval = '30s';

const graphHeight = 8;
const textHeight = 4;

export function heightOf({ content }: PanelSpec): number {
  return 'text' in content ? textHeight : graphHeight;
}

/** The panel at its place. */
export function toPanel(
  { title, description, content }: PanelSpec,
  id: number,
  gridPos: GridPosition,
): DashboardPanel {
  if ('text' in content) {
    return {
      type: 'text',
      id,
      title,
      description,
      gridPos,
      options: { mode: 'markdown', content: content.text },
    };
  }
  const { unit, queries, limit, max, stacked = false } = content;
  return {
    type: 'timeseries',
    id,
    title,
    description,
    gridPos,
    datasource: dataSource,
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + index),
      datasource: dataSource,
      expr,
      legendFormat: legend,
      range: true,
      interval: scrapeInterval,
    })),
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        ...(max === undefined ? {} : { max }),
        color: { mode: 'palette-classic' },
        thresholds: {
          mode: 'absolute',
          steps: [
            { value: null, color: 'green' },
            ...(limit === undefined ? [] : [{ value: limit, color: 'red' }]),
          ],
        },
        custom: {
          drawStyle: 'line',
          lineWidth: 1,
          fillOpacity: stacked ? 30 : 0,
          showPoints: 'never',
          spanNulls: false,
          stacking: { mode: stacked ? 'normal' : 'none', group: 'A' },
          thresholdsStyle: { mode: limit === undefined ? 'off' : 'line' },
        },
      },
      overrides: [],
    },
    options: {
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  };
}
