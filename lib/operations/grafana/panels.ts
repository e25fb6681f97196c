import type { DashboardPanel, DataSourceReference, GridPosition } from './dashboard-model';

/** Panel without its position. */
export interface PanelSpec {
  readonly title: string;
  /** Content of the panel, and how to read it. */
  readonly description: string;
  /** Columns of 24. */
  readonly width: number;
  /** Variable for whose values Grafana repeats the panel. Default: no repetition. */
  readonly repeat?: string;
  readonly content: GraphSpec | { readonly text: string };
}

export interface GraphSpec {
  /** Grafana's name of the unit: `short`, `s`, `percentunit`, `bytes`, `reqps`. */
  readonly unit: string;
  readonly queries: readonly { readonly expr: string; readonly legend: string }[];
  /** Threshold line; values above it are red. */
  readonly limit?: number;
  readonly max?: number;
  /** Whether the series are parts of a whole. */
  readonly stacked?: boolean;
}

/** Selected data source. */
const dataSource: DataSourceReference = { type: 'prometheus', uid: '${datasource}' };

/**
 * Prometheus scrapes every 30 seconds. Each query sets the interval, because that of the data
 * source may differ, and a rate over fewer than two scrapes is empty.
 */
const scrapeInterval = '30s';

const graphHeight = 8;
const textHeight = 4;

export function heightOf({ content }: PanelSpec): number {
  return 'text' in content ? textHeight : graphHeight;
}

/** Panel at its position. */
export function toPanel(
  { title, description, repeat, content }: PanelSpec,
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
    ...(repeat === undefined ? {} : { repeat, repeatDirection: 'h' as const, maxPerRow: 4 }),
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
