import { triggerSchema } from '../engine/scaling/trigger-kinds';
import {
  anyOf,
  type CompleteOf,
  type DefinitionOf,
  joined,
  list,
  number,
  object,
  type Schema,
  text,
} from '../values/schema';

const rate = object({
  /**
   * Seconds, 0 to 3600, that the autoscaler looks back: scaling up it acts on the lowest
   * recommendation of this window, scaling down on the highest. A longer window ignores shorter
   * peaks and pauses.
   */
  stabilizationSeconds: number,
  /** Maximum change in one period: a number of pods, or a percentage of the current replicas. */
  amount: anyOf([
    object({
      /** Number of pods. */
      pods: number,
    }),
    object({
      /** Percentage of the current replicas. */
      percent: number,
    }),
  ]),
  /** Length of one period in seconds, 1 to 1800. */
  periodSeconds: number,
});

/** How fast the number of replicas changes in one direction. */
export interface ScalingRateDefinition extends DefinitionOf<typeof rate> {}
export const scalingRateSchema: Schema<ScalingRateDefinition> = rate;

const scaling = object({
  /**
   * Name of the ScaledObject, at most 54 characters: KEDA names the HorizontalPodAutoscaler
   * `keda-hpa-<name>`.
   * @default `<workload>-scaler`
   */
  name: text.optional(),
  /**
   * Minimum number of replicas, 0 to 10000. 0 requires a trigger that the replicas do not report
   * themselves.
   * @default 1, because at 0 the first request waits for a cold start
   */
  minReplicas: number.optional(),
  /** Maximum number of replicas, 1 to 10000. */
  maxReplicas: number,
  /**
   * Interval in seconds, 1 to 3600, in which KEDA reads the triggers while there are no replicas.
   * Allowed only with `minReplicas: 0`.
   * @default 30, the default of KEDA; a shorter interval saves seconds of a start that takes
   * minutes
   */
  pollingSeconds: number.optional(),
  /**
   * Seconds without work, 0 to 86400, after which KEDA removes the last replica. Allowed only with
   * `minReplicas: 0`.
   * @default the cold start of the workload, at least 300: a shorter time removes replicas that are
   * still starting
   */
  cooldownSeconds: number.optional(),
  /**
   * Seconds, 0 to 86400, that KEDA waits after the first deployment before it removes the last
   * replica. Allowed only with `minReplicas: 0`.
   * @default the cold start of the workload, so that the first pod is not removed while it starts;
   * 0 if every trigger is a clock, so that nothing starts outside its window
   */
  initialCooldownSeconds: number.optional(),
  /**
   * Minimum number of replicas while KEDA cannot read a trigger. More replicas that run already
   * stay.
   * @default none: the number of replicas does not decrease while a trigger fails
   */
  fallbackReplicas: number.optional(),
  /**
   * How fast replicas are added.
   * @default one pod every 5 minutes with GPUs, so that a burst does not add nodes that the next
   * minute no longer needs; the default of Kubernetes without
   */
  scaleUp: scalingRateSchema.optional(),
  /**
   * How fast replicas are removed.
   * @default one pod every 10 minutes with GPUs, because a replica is slow to start again; 25
   * percent every minute without
   */
  scaleDown: scalingRateSchema.optional(),
});

const triggers = object({
  /** Triggers, at least one. The trigger that requests the most replicas wins. */
  triggers: list(triggerSchema),
});

/**
 * How KEDA scales a workload. The Deployment has no replica count, so that Argo CD and KEDA do not
 * overwrite each other.
 */
export interface ScalingDefinition extends DefinitionOf<typeof scaling>, DefinitionOf<typeof triggers> {}
export const scalingSchema: Schema<ScalingDefinition> = joined(scaling, triggers);

const vllmTriggers = object({
  /**
   * Triggers. The trigger that requests the most replicas wins.
   * @default the requests that wait and the requests in the batches (`vllm` with `waiting` and
   * `running`): on waiting requests alone the autoscaler removes replicas whose batches are full
   */
  triggers: list(triggerSchema).default([
    { type: 'vllm', metric: 'waiting' },
    { type: 'vllm', metric: 'running' },
  ]),
});

/** How KEDA scales a vLLM server. */
export interface VllmScalingDefinition
  extends DefinitionOf<typeof scaling>,
    DefinitionOf<typeof vllmTriggers> {}
/** The scaling of a vLLM server with defaults filled in. */
export interface CompleteVllmScaling extends CompleteOf<typeof scaling>, CompleteOf<typeof vllmTriggers> {}
export const vllmScalingSchema: Schema<VllmScalingDefinition, CompleteVllmScaling> = joined(
  scaling,
  vllmTriggers,
);
