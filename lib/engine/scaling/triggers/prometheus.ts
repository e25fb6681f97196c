import { boolean, choice, type DefinitionOf, literal, number, object, text } from '../../../values/schema';
import {
  managedPrometheus,
  managedPrometheusNeed,
  prometheusScaler,
  prometheusTrigger,
  requireManagedPrometheus,
} from '../scalers/prometheus';
import type { TriggerKind } from '../trigger-kind';

const schema = object({
  /** Kind of trigger: the result of a PromQL query. */
  type: literal('prometheus'),
  /**
   * PromQL query that returns exactly one series: a total, such as `sum(…)`, or an average, ratio
   * or percentile.
   */
  query: text,
  /**
   * Target of the result, above 0: for one replica if the query is a total, for the result itself
   * if it is a ratio.
   */
  threshold: number,
  /**
   * Result above which KEDA creates the first replica. Applies only with `minReplicas: 0`.
   * @default 0, the default of KEDA
   */
  activationThreshold: number.optional(),
  /**
   * How KEDA compares the result: `AverageValue` divides it by the number of replicas, `Value` does
   * not.
   * @default `Value` if the query returns an average, ratio or percentile, otherwise `AverageValue`
   */
  metricType: choice(['AverageValue', 'Value']).optional(),
  /**
   * Address of a Prometheus server in the cluster: `http://prometheus.monitoring:9090`. KEDA calls
   * it without authentication.
   * @default the platform's managed Prometheus
   */
  inClusterAddress: text.optional(),
  /**
   * Whether the scaled pods report the metric themselves. Such a metric cannot create the first
   * replica.
   * @default true, the safe assumption: `minReplicas: 0` then needs another trigger
   */
  producedByTarget: boolean.optional(),
  /**
   * Managed identity that KEDA queries managed Prometheus with. Querying requires the role
   * Monitoring Data Reader.
   * @default an identity of KEDA's own
   */
  identity: text.optional(),
});

/** Scales by the result of a Prometheus query. */
export interface PrometheusTriggerDefinition extends DefinitionOf<typeof schema> {}

export const prometheus: TriggerKind<PrometheusTriggerDefinition> = {
  schema,
  scaler: prometheusScaler,

  spec({ inClusterAddress, producedByTarget = true, ...trigger }, context, problems) {
    if (inClusterAddress === undefined && !requireManagedPrometheus(context, problems)) return undefined;
    return prometheusTrigger({
      server: inClusterAddress === undefined ? managedPrometheus : { inClusterAddress },
      query: trigger.query,
      threshold: trigger.threshold,
      activationThreshold: trigger.activationThreshold,
      metricType: trigger.metricType,
      producedByTarget,
      // Without pods the query has no result; that must not stop the other triggers.
      emptyIsZero: producedByTarget && context.toZero,
    });
  },

  needs: ({ inClusterAddress, identity }) =>
    inClusterAddress === undefined ? managedPrometheusNeed(identity) : undefined,
};
