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
 * Grafana's own types of a dashboard, against which the compiler holds ours (`npm run lint`). They are for its frontend, where values are
 * members of enumerations and lists may be changed; in JSON they are texts and numbers. What may be anything there is held on its own.
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

/** `Ours` is what Grafana reads, and has nothing at its top that Grafana does not know. */
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
