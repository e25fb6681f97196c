/**
 * How the autoscaler makes replicas of a metric:
 * - `AverageValue`: replicas = metric / target, whatever the replicas are now. For totals: the length of a queue.
 * - `Value`: replicas = replicas now x metric / target. For what does not grow with the work alone: ratios, averages,
 *   percentiles, latencies.
 * - `Utilization`: percent of what the pods request. For CPU and memory alone.
 *
 * Source: kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale, "Algorithm details";
 * keda.sh/docs/2.20/reference/scaledobject-spec (2026-11).
 */
export type ScalerMetricType = 'AverageValue' | 'Value' | 'Utilization';

/**
 * How KEDA signs in to what the trigger reads:
 * - `azure-workload`: its operator acts as a managed identity; the TriggerAuthentication is made from that identity.
 * - `none`: nothing to sign in to.
 * - one that somebody else makes, in the namespace of the ScaledObject.
 */
export type ScalerAuthentication =
  | 'azure-workload'
  | 'none'
  | {
      /** Name of the TriggerAuthentication. */
      readonly triggerAuthenticationName: string;
      /** `ClusterTriggerAuthentication`: it belongs to no namespace. Default: `TriggerAuthentication`. */
      readonly kind?: 'TriggerAuthentication' | 'ClusterTriggerAuthentication';
    };

/** One source that a scaler of KEDA looks at. The functions beside this file make them; they check nothing. */
export interface ScalerTriggerSpec {
  /** KEDA's name of the scaler: `azure-servicebus`. */
  readonly type: string;
  /** Unique in its ScaledObject; shown in events and in the metric's name. Default: none. */
  readonly name?: string;
  /** What the scaler wants to know. KEDA takes text only: numbers and booleans are written as such. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Default: none, which is KEDA's `AverageValue`. A ScaledJob has none. */
  readonly metricType?: ScalerMetricType;
  readonly authentication: ScalerAuthentication;
  /**
   * Whether the metric comes from the pods that are scaled. If so it is silent while there are none, and cannot wake the
   * first one (kedacore/keda#6040).
   */
  readonly producedByTarget: boolean;
  /** In words, for summaries and diagrams: `ai-task-queue, 5 messages a replica`. */
  readonly description: string;
}
