import type { ProblemList } from '../../problems/problem-list';
import type { ScalerTriggerSpec } from './scaler-trigger';

/** One of KEDA's scalers: the rules for its triggers, whatever created them. */
export interface Scaler {
  /** KEDA's name: `azure-servicebus`. */
  readonly type: string;
  /**
   * Whether Kubernetes itself measures the running pods: KEDA reads nothing, accepts `Utilization`,
   * and supports neither a fallback nor a ScaledJob. @default false
   */
  readonly isResourceMetric?: boolean;
  /**
   * Whether the work waits until a replica completes it. A request rate, in contrast, passes.
   *
   * @default false
   */
  readonly keepsWork?: boolean;
  /** Adds the problems of one trigger. Paths are metadata keys: `query`, `timezone`. */
  check(trigger: ScalerTriggerSpec, problems: ProblemList): void;
  /** Adds the problems of one trigger in combination with the replica limits. */
  checkLimits?(
    trigger: ScalerTriggerSpec,
    limits: { readonly minReplicas: number; readonly maxReplicas: number },
    problems: ProblemList,
  ): void;
  /** Errors of KEDA's operator or the autoscaler, for the runbook. */
  failures?(context: ScalerFailureContext): readonly ScalerFailure[];
}

/** Names of the platform for the runbook, in Markdown. */
export interface ScalerFailureContext {
  /** Identities of KEDA's operator. */
  readonly identities: string;
  /** Command that deploys the Azure half. */
  readonly deploy: string;
}

/** A row of the runbook, in Markdown. */
export interface ScalerFailure {
  /** Text in the log of the operator or in the events. */
  readonly sign: string;
  readonly cause: string;
  readonly remedy: string;
}
