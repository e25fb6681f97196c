import type * as grafana from '@grafana/schema';
import type * as text from '@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen';
import type * as timeSeries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type {
  DashboardRow,
  DashboardVariable,
  GrafanaDashboard,
  TextPanel,
  TimeSeriesPanel,
} from '../../../../lib/operations/grafana/dashboard-model';

/**
 * Grafana's types of a dashboard; the compiler checks ours against them (`npm run lint`). Grafana's types are for its frontend, with enumerations
 * and mutable lists; in JSON these are strings, numbers and lists. Parts that Grafana types as anything are checked separately.
 */
type Json<T> = T extends string
  ? `${T}`
  : T extends readonly (infer Item)[]
    ? readonly Json<Item>[]
    : string extends keyof T
      ? object
      : T extends object
        ? { readonly [Key in keyof T]: Json<T[Key]> }
        : T;

/** `Ours` is assignable to `Theirs`, and has no top-level property that `Theirs` lacks. */
type Holds<Ours extends Theirs, Theirs> = Exclude<keyof Ours, keyof Theirs> extends never ? true : never;

type TimeSeries = Json<grafana.Panel<timeSeries.Options, timeSeries.FieldConfig>>;
type Text = Json<grafana.Panel<text.Options>>;
type Defaults = TimeSeriesPanel['fieldConfig']['defaults'];

export const sameAsGrafana: readonly true[] = [
  true satisfies Holds<GrafanaDashboard, Json<grafana.Dashboard>>,
  true satisfies Holds<DashboardVariable, Json<grafana.VariableModel>>,
  true satisfies Holds<DashboardRow, Json<grafana.RowPanel>>,
  true satisfies Holds<TextPanel, Text>,
  true satisfies Holds<TextPanel['options'], Json<text.Options>>,
  true satisfies Holds<TimeSeriesPanel, TimeSeries>,
  true satisfies Holds<TimeSeriesPanel['options'], Json<timeSeries.Options>>,
  true satisfies Holds<TimeSeriesPanel['options']['legend'], Json<grafana.VizLegendOptions>>,
  true satisfies Holds<TimeSeriesPanel['options']['tooltip'], Json<grafana.VizTooltipOptions>>,
  true satisfies Holds<Defaults, Json<grafana.FieldConfig<timeSeries.FieldConfig>>>,
  true satisfies Holds<Defaults['custom'], Json<timeSeries.FieldConfig>>,
];
