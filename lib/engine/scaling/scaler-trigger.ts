/**
 * How the autoscaler turns a metric into replicas:
 * - `AverageValue`: replicas = metric / target, independent of the current replicas. For totals,
 *   such as the length of a queue.
 * - `Value`: replicas = current replicas × metric / target. For ratios, averages, percentiles and
 *   latencies, which do not grow with the work alone.
 * - `Utilization`: percentage of what the pods request. For CPU and memory only.
 *
 * @see kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale, "Algorithm details";
 * keda.sh/docs/2.20/reference/scaledobject-spec (2026-11)
 */
export type ScalerMetricType = 'AverageValue' | 'Value' | 'Utilization';

/**
 * How KEDA signs in to the source of the metric:
 * - `azure-workload`: the operator acts as a managed identity, through a TriggerAuthentication for
 *   that identity.
 * - `none`: the source requires no sign-in.
 * - an existing TriggerAuthentication in the namespace of the ScaledObject.
 */
export type ScalerAuthentication =
  | 'azure-workload'
  | 'none'
  | {
      /** Name of the TriggerAuthentication. */
      readonly triggerAuthenticationName: string;
      /** `ClusterTriggerAuthentication` has no namespace. @default 'TriggerAuthentication' */
      readonly kind?: 'TriggerAuthentication' | 'ClusterTriggerAuthentication';
    };

/** A queue, or a subscription of a topic. */
export type ServiceBusSource =
  | { readonly queue: string }
  | { readonly topic: string; readonly subscription: string };

/** Load of a vLLM server. See `vllmTrigger()`. */
export type VllmScalingMetric = 'waiting' | 'running' | 'kv-cache';

/** The work that a trigger counts, as a value for alerts, the topology and the runbook. */
export type TriggerMeasure =
  | {
      readonly of: 'messages';
      readonly source: ServiceBusSource;
      /** Messages for one replica. */
      readonly perReplica: number;
    }
  | {
      readonly of: 'vllm';
      readonly metric: VllmScalingMetric;
      /** Target for one replica. */
      readonly threshold: number;
    };

/** Output of the Azure half that a trigger's metadata contains. */
export type TriggerOutput = 'prometheusQueryEndpoint';

/** One trigger of a ScaledObject or ScaledJob. `checkScalerTrigger()` validates it. */
export interface ScalerTriggerSpec {
  /** KEDA's name of the scaler: `azure-servicebus`. */
  readonly type: string;
  /** Unique in its ScaledObject. Events and the name of the metric contain it. @default none */
  readonly name?: string;
  /** Parameters of the scaler. KEDA accepts text only: write numbers and booleans as text. */
  readonly metadata: Readonly<Record<string, string>>;
  /**
   * Metadata keys whose value only the outputs file contains. `completeTrigger()` adds them.
   *
   * @default none
   */
  readonly metadataFromOutputs?: Readonly<Record<string, TriggerOutput>>;
  /** A ScaledJob has none. @default 'AverageValue', which is KEDA's default */
  readonly metricType?: ScalerMetricType;
  readonly authentication: ScalerAuthentication;
  /**
   * Whether the scaled pods report the metric. Without pods such a metric has no value, so it
   * cannot create the first pod (kedacore/keda#6040).
   */
  readonly producedByTarget: boolean;
  /** Text for the summary and diagrams: `ai-task-queue, 5 messages per replica`. */
  readonly description: string;
  /** @default none */
  readonly measures?: TriggerMeasure;
}

/** Adds the metadata that come from outputs of the Azure half. */
export function completeTrigger(
  { metadataFromOutputs = {}, ...trigger }: ScalerTriggerSpec,
  outputs: { readonly [K in TriggerOutput]?: string | undefined },
): ScalerTriggerSpec {
  const added = Object.entries(metadataFromOutputs).map(([key, output]) => [key, outputs[output]!]);
  return { ...trigger, metadata: { ...Object.fromEntries(added), ...trigger.metadata } };
}
