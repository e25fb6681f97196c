import { z } from 'zod';
import {
  managedPrometheus,
  managedPrometheusNeed,
  prometheusScaler,
  prometheusTrigger,
  requireManagedPrometheus,
} from '../scalers/prometheus';
import type { TriggerKind } from '../trigger-kind';

/** A query to Prometheus. */
const schema = z.strictObject({
  type: z.literal('prometheus'),
  /** PromQL with exactly one series as its result: `sum(…)` for a total, an average or a ratio with `metricType: 'Value'`. */
  query: z.string(),
  /** Target: of one replica for a total, of the metric itself for a ratio. */
  threshold: z.number(),
  /** The first replica is created above this value. @default 0, which is KEDA's default */
  activationThreshold: z.number().optional(),
  /** @default derived from the query: `Value` for an average, ratio or percentile, `AverageValue` otherwise */
  metricType: z.enum(['AverageValue', 'Value']).optional(),
  /** Address of a Prometheus inside the cluster. @default the platform's managed Prometheus */
  inClusterAddress: z.string().optional(),
  /** Whether the scaled pods report the metric. Such a metric cannot create the first pod. @default true */
  producedByTarget: z.boolean().optional(),
  /** Identity that KEDA queries managed Prometheus as. @default KEDA's own */
  identity: z.string().optional(),
});

export const prometheus: TriggerKind<typeof schema> = {
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
