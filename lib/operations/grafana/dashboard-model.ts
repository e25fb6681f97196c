/**
 * Part of Grafana's dashboard JSON that the platform uses. Schema version 41 is that of Grafana
 * 12.0; newer versions migrate it. The compiler compares it with the types of `@grafana/schema`
 * (test/lib/operations/grafana).
 */
export interface GrafanaDashboard {
  /**
   * At most 40 letters, digits, '-' and '_'. Constant, so that an import replaces the previous one.
   */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly schemaVersion: 41;
  readonly editable: boolean;
  /** 1: shared crosshair in all panels. */
  readonly graphTooltip: 1;
  readonly refresh: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly timezone: 'browser';
  readonly templating: { readonly list: readonly DashboardVariable[] };
  readonly panels: readonly (DashboardPanel | DashboardRow)[];
}

/** Variable of a dashboard. */
export interface DashboardVariable {
  readonly type: 'datasource' | 'custom';
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly query: string;
  readonly multi: boolean;
  readonly includeAll: boolean;
  /** @default the first data source */
  readonly current?: VariableOption;
  readonly options: readonly VariableOption[];
}

export interface VariableOption {
  readonly selected: boolean;
  readonly text: string | readonly string[];
  readonly value: string | readonly string[];
}

/** Position in a grid of 24 columns. */
export interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Row. A collapsed row contains its panels; the panels of an open row follow it. */
export interface DashboardRow {
  readonly type: 'row';
  readonly id: number;
  readonly title: string;
  readonly collapsed: boolean;
  readonly gridPos: GridPosition;
  readonly panels: readonly DashboardPanel[];
}

export type DashboardPanel = TimeSeriesPanel | TextPanel;

/** Panel with Markdown. */
export interface TextPanel {
  readonly type: 'text';
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly gridPos: GridPosition;
  readonly options: { readonly mode: 'markdown'; readonly content: string };
}

/** Panel with lines over time. */
export interface TimeSeriesPanel {
  readonly type: 'timeseries';
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly gridPos: GridPosition;
  /** Variable for whose values Grafana repeats the panel. */
  readonly repeat?: string;
  readonly repeatDirection?: 'h';
  readonly maxPerRow?: number;
  readonly datasource: DataSourceReference;
  readonly targets: readonly PanelTarget[];
  readonly fieldConfig: {
    readonly defaults: {
      readonly unit: string;
      readonly min: number;
      readonly max?: number;
      readonly thresholds: {
        readonly mode: 'absolute';
        readonly steps: readonly { readonly value: number | null; readonly color: string }[];
      };
      readonly color: { readonly mode: 'palette-classic' };
      readonly custom: GraphStyle;
    };
    readonly overrides: readonly never[];
  };
  readonly options: {
    readonly legend: {
      readonly displayMode: 'list';
      readonly placement: 'bottom';
      readonly showLegend: boolean;
      readonly calcs: readonly string[];
    };
    readonly tooltip: { readonly mode: 'multi'; readonly sort: 'desc' };
  };
}

export interface GraphStyle {
  readonly drawStyle: 'line';
  readonly lineWidth: number;
  readonly fillOpacity: number;
  readonly showPoints: 'never';
  readonly spanNulls: boolean;
  readonly stacking: { readonly mode: 'normal' | 'none'; readonly group: string };
  readonly thresholdsStyle: { readonly mode: 'line' | 'off' };
}

export interface DataSourceReference {
  readonly type: 'prometheus';
  readonly uid: string;
}

export interface PanelTarget {
  readonly refId: string;
  readonly datasource: DataSourceReference;
  /** PromQL. */
  readonly expr: string;
  readonly legendFormat: string;
  readonly range: true;
  /** Minimum step, which determines `$__rate_interval`. */
  readonly interval: string;
}
