import { type ColdStart, coldStartOf, coldStartSeconds } from './cold-start';
import type { ScalerTriggerSpec } from './scaler-trigger';

/** Rate at which the autoscaler adds or removes replicas. */
export interface ScalingRate {
  /**
   * Window, seconds, 0 to 3600. The autoscaler applies the most conservative recommendation within
   * it.
   */
  readonly stabilizationSeconds: number;
  readonly amount: { readonly pods: number } | { readonly percent: number };
  /** Seconds, 1 to 1800. */
  readonly periodSeconds: number;
}

/** Replicas while KEDA cannot read a trigger. */
export interface ScalingFallback {
  /**
   * Failures in a row before the fallback begins. The autoscaler reads the metric every 15 seconds.
   */
  readonly failureThreshold: number;
  readonly replicas: number;
  /**
   * `static`: exactly `replicas`. `currentReplicasIfHigher`: at least `replicas`, without removing
   * any.
   */
  readonly behavior: 'static' | 'currentReplicas' | 'currentReplicasIfHigher' | 'currentReplicasIfLower';
}

/** Input of scalingPlan(). */
export interface ScalingPlanInput {
  /**
   * 0 scales to zero, which requires a trigger whose metric the replicas do not report.
   *
   * @default 1
   */
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  /** At least one. The trigger with the highest number of replicas applies. */
  readonly triggers: readonly ScalerTriggerSpec[];
  /**
   * Whether each replica uses GPUs, which are slow to start and expensive to keep.
   *
   * @default false
   */
  readonly gpu?: boolean;
  /** @default `coldStartOf()` with a startup of three minutes */
  readonly coldStart?: ColdStart;
  /**
   * Polling interval without replicas, seconds; only with `minReplicas: 0`.
   *
   * @default 30, which is KEDA's default
   */
  readonly pollingSeconds?: number;
  /**
   * Seconds without work before KEDA removes the last replica.
   *
   * @default the cold start, at least 300
   */
  readonly cooldownSeconds?: number;
  /**
   * The same before the first work.
   *
   * @default the cold start; 0 if every trigger is a clock, so that nothing starts outside its
   * window
   */
  readonly initialCooldownSeconds?: number;
  /**
   * @default none: the autoscaler removes no replica while KEDA cannot read a trigger, which is
   * safer if a role is missing for a minute. Argo CD also reports an application in fallback as
   * Degraded
   */
  readonly fallback?: Partial<ScalingFallback> & Pick<ScalingFallback, 'replicas'>;
  /**
   * @default with GPUs one pod in 5 minutes, after a window of one minute; otherwise Kubernetes'
   * default, immediately
   */
  readonly scaleUp?: ScalingRate;
  /**
   * @default with GPUs one pod in 10 minutes, after a window of a cold start; otherwise 25 % per
   * minute, after 300 s
   */
  readonly scaleDown?: ScalingRate;
}

/** Every value of a ScaledObject. */
export interface ScalingPlan {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly triggers: readonly ScalerTriggerSpec[];
  /**
   * Undefined without scaling to zero, as are the two cooldowns. KEDA's webhook warns about values
   * that have no effect.
   */
  readonly pollingSeconds: number | undefined;
  readonly cooldownSeconds: number | undefined;
  readonly initialCooldownSeconds: number | undefined;
  readonly fallback: ScalingFallback | undefined;
  /** Undefined: Kubernetes' default. */
  readonly scaleUp: ScalingRate | undefined;
  readonly scaleDown: ScalingRate;
  /** Cold start from which the times are derived. */
  readonly coldStartSeconds: number;
}

/**
 * KEDA's default. It only applies without replicas: otherwise the autoscaler reads the metric every
 * 15 seconds. A shorter interval would save a few seconds of a start that takes minutes, and
 * Service Bus throttles its management API.
 */
const defaultPollingSeconds = 30;
/** KEDA's default. With a shorter cooldown a pause in the requests causes a cold start. */
const minCooldownSeconds = 300;
/** Three failures, 45 seconds: longer than the restart of a component. */
const defaultFailureThreshold = 3;
const defaultStartupSeconds = 180;
/** KEDA's name of the scaler that reads a clock: keda.sh/docs/2.20/scalers/cron (2026-12). */
export const cronTriggerType = 'cron';

/** Maximum window in Kubernetes (autoscaling/v2 `HPAScalingRules`), seconds. */
export const maxStabilizationSeconds = 3600;
/** Maximum period in Kubernetes (autoscaling/v2 `HPAScalingPolicy`), seconds. */
export const maxPeriodSeconds = 1800;

/**
 * Kubernetes' default window. Kubernetes removes all pods at once by default; removing a share
 * gives each pod time to finish its work.
 */
const appScaleDown: ScalingRate = { stabilizationSeconds: 300, amount: { percent: 25 }, periodSeconds: 60 };

/**
 * One GPU pod at a time: at the end of the period the autoscaler sees whether one more pod is
 * enough, instead of creating the maximum for a queue that the first pod would have emptied. With a
 * window of one minute a short burst creates no pod. KAITO's scaler uses the same values
 * (`keda-kaito-scaler`, 2026-11).
 */
const gpuScaleUp: ScalingRate = { stabilizationSeconds: 60, amount: { pods: 1 }, periodSeconds: 300 };
const gpuScaleDownPeriodSeconds = 600;

/**
 * Derives every value of a ScaledObject from the replicas, the triggers and the cold start; see
 * docs/scaling.md.
 *
 * Keeping an idle replica for the duration of its cold start costs at most twice as much as the
 * optimal decision, for any time of the next request. Therefore every time is derived from the cold
 * start.
 */
export function scalingPlan(input: ScalingPlanInput): ScalingPlan {
  const minReplicas = input.minReplicas ?? 1;
  const gpu = input.gpu ?? false;
  const coldStart = coldStartSeconds(
    input.coldStart ?? coldStartOf({ gpu, startupSeconds: defaultStartupSeconds }),
  );
  const toZero = minReplicas === 0;
  return {
    minReplicas,
    maxReplicas: input.maxReplicas,
    triggers: input.triggers,
    pollingSeconds: input.pollingSeconds ?? (toZero ? defaultPollingSeconds : undefined),
    cooldownSeconds: input.cooldownSeconds ?? (toZero ? Math.max(minCooldownSeconds, coldStart) : undefined),
    initialCooldownSeconds:
      input.initialCooldownSeconds ?? (toZero ? (startsByClock(input.triggers) ? 0 : coldStart) : undefined),
    fallback: input.fallback && {
      failureThreshold: defaultFailureThreshold,
      // An error must not remove working replicas.
      behavior: 'currentReplicasIfHigher',
      ...input.fallback,
    },
    scaleUp: input.scaleUp ?? (gpu ? gpuScaleUp : undefined),
    scaleDown: input.scaleDown ?? (gpu ? gpuScaleDown(coldStart) : appScaleDown),
    coldStartSeconds: coldStart,
  };
}

/**
 * Whether only clocks start the workload. Without `replicas` in its manifest, Kubernetes and the
 * LeaderWorkerSet controller create one replica, and a new ScaledObject has never been active.
 *
 * - A clock has its value at once: inside its window the replica is active, and outside of it
 *   nothing needs the replica, so that KEDA removes it at its first check, which it does when it
 *   reads the ScaledObject.
 * - Another trigger may need this first replica, or minutes until its metric exists. Without an
 *   initial cooldown KEDA removes the replica during its start (kedacore/keda#5008).
 *
 * @see kedacore/keda 2.20.2 `pkg/scaling/scale_handler.go` (startScaleLoop),
 * `executor/scale_scaledobjects.go` (scaleToZeroOrIdle) (2026-12)
 */
function startsByClock(triggers: readonly ScalerTriggerSpec[]): boolean {
  return triggers.every(({ type }) => type === cronTriggerType);
}

function gpuScaleDown(coldStart: number): ScalingRate {
  return {
    stabilizationSeconds: Math.min(
      maxStabilizationSeconds,
      Math.max(appScaleDown.stabilizationSeconds, coldStart),
    ),
    amount: { pods: 1 },
    periodSeconds: gpuScaleDownPeriodSeconds,
  };
}
