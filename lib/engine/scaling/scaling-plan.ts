import { type ColdStart, coldStartOf, coldStartSeconds } from './cold-start';
import type { ScalerTriggerSpec } from './scaler-trigger';

/** How fast replicas come or go: so many in a period, after a time in which nothing spoke against it. */
export interface ScalingRate {
  /** The autoscaler takes the most cautious wish of this time; 0 to 3600. */
  readonly stabilizationSeconds: number;
  readonly amount: { readonly pods: number } | { readonly percent: number };
  /** 1 to 1800. */
  readonly periodSeconds: number;
}

/** Replicas while triggers cannot be read. */
export interface ScalingFallback {
  /** Failures in a row before it begins; the autoscaler asks every 15 seconds. */
  readonly failureThreshold: number;
  readonly replicas: number;
  /** `static`: exactly these. `currentReplicasIfHigher`: at least these, and none goes. */
  readonly behavior: 'static' | 'currentReplicas' | 'currentReplicasIfHigher' | 'currentReplicasIfLower';
}

/** What a scaling plan follows from. */
export interface ScalingPlanInput {
  /** Default: 1. 0: the last replica goes as well, which needs a trigger that the replicas do not produce themselves. */
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  /** At least one. The trigger that wants most replicas wins. */
  readonly triggers: readonly ScalerTriggerSpec[];
  /** Whether each replica holds GPUs: slow to start and expensive to keep. Default: no. */
  readonly gpu?: boolean;
  /** Default: that of `coldStartOf()` with a start of three minutes. */
  readonly coldStart?: ColdStart;
  /** Seconds between looks while there is no replica. Default: 30, KEDA's own. */
  readonly pollingSeconds?: number;
  /** Seconds without work before the last replica goes. Default: the cold start, at least 300. */
  readonly cooldownSeconds?: number;
  /** The same before there has been any work at all. Default: the cold start. */
  readonly initialCooldownSeconds?: number;
  /**
   * Default: none: the autoscaler then takes nothing away while a trigger cannot be read, which is the safer answer to a
   * role that is missing for a minute; and Argo CD calls an application in fallback Degraded.
   */
  readonly fallback?: Partial<ScalingFallback> & Pick<ScalingFallback, 'replicas'>;
  /** Default: one in 5 minutes after a minute of need with GPUs; Kubernetes' own, at once, without. */
  readonly scaleUp?: ScalingRate;
  /** Default: one in 10 minutes with GPUs, after as long as a cold start takes; a quarter a minute without, after 300 s. */
  readonly scaleDown?: ScalingRate;
}

/** Every number of a ScaledObject. */
export interface ScalingPlan {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly triggers: readonly ScalerTriggerSpec[];
  readonly pollingSeconds: number;
  /** Undefined where the last replica stays. */
  readonly cooldownSeconds: number | undefined;
  readonly initialCooldownSeconds: number | undefined;
  readonly fallback: ScalingFallback | undefined;
  /** Undefined: Kubernetes' own. */
  readonly scaleUp: ScalingRate | undefined;
  readonly scaleDown: ScalingRate;
  /** What the times above were derived from. */
  readonly coldStartSeconds: number;
}

/**
 * KEDA's own. It counts only on the way from zero: while replicas run, the autoscaler asks every 15 seconds itself. More often
 * would wake a pod a few seconds earlier that then starts for minutes, and Service Bus throttles its management API.
 */
const defaultPollingSeconds = 30;
/** KEDA's own; never shorter, or a pause in the requests costs a start. */
const minCooldownSeconds = 300;
/** Three failures in a row, 45 seconds: longer than the restart of one component. */
const defaultFailureThreshold = 3;
const defaultStartupSeconds = 180;

/** The longest window that Kubernetes takes (autoscaling/v2 `HPAScalingRules`). */
export const maxStabilizationSeconds = 3600;
/** The longest period that Kubernetes takes (autoscaling/v2 `HPAScalingPolicy`). */
export const maxPeriodSeconds = 1800;

/** Kubernetes' own window, and a slower way down than its "all at once": each pod that goes has work to finish. */
const appScaleDown: ScalingRate = { stabilizationSeconds: 300, amount: { percent: 25 }, periodSeconds: 60 };

/**
 * One GPU pod at a time: by the end of the period the autoscaler has seen whether one more was enough, instead of buying the
 * maximum for a queue that the first would have emptied. A minute of need first, so that one burst buys nothing.
 * The same rhythm as KAITO's scaler (`keda-kaito-scaler`, 2026-11).
 */
const gpuScaleUp: ScalingRate = { stabilizationSeconds: 60, amount: { pods: 1 }, periodSeconds: 300 };
const gpuScaleDownPeriodSeconds = 600;

/**
 * Derives every number of a ScaledObject from the replicas, the triggers and the cold start; docs/scaling.md has the table.
 *
 * Keeping an idle replica for as long as its start takes costs at most twice of what the best decision would have cost,
 * whenever the next request comes. Hence the cold start is the measure of every time here.
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
    pollingSeconds: input.pollingSeconds ?? defaultPollingSeconds,
    cooldownSeconds: input.cooldownSeconds ?? (toZero ? Math.max(minCooldownSeconds, coldStart) : undefined),
    // A ScaledObject that is new has never been active; without this the first pod goes while it starts (kedacore/keda#5008).
    initialCooldownSeconds: input.initialCooldownSeconds ?? (toZero ? coldStart : undefined),
    fallback: input.fallback && {
      failureThreshold: defaultFailureThreshold,
      // An error is no reason to take away what works.
      behavior: 'currentReplicasIfHigher',
      ...input.fallback,
    },
    scaleUp: input.scaleUp ?? (gpu ? gpuScaleUp : undefined),
    scaleDown: input.scaleDown ?? (gpu ? gpuScaleDown(coldStart) : appScaleDown),
    coldStartSeconds: coldStart,
  };
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
