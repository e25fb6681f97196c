import type { ProbeAction, ProbeSpec } from './probe-plan';

/**
 * Startup probe that never kills a start within the budget, for any phase of its ticks. The kubelet
 * kills at the last failure, so the threshold is one failure more than budget / period; see
 * `startupBudgetSeconds()` of probe-bounds.
 */
export function startupProbe(
  action: ProbeAction,
  { budgetSeconds, periodSeconds = 5, timeoutSeconds = 5 }: StartupBudget,
): ProbeSpec {
  return {
    action,
    initialDelaySeconds: 0,
    periodSeconds,
    timeoutSeconds,
    failureThreshold: Math.ceil(budgetSeconds / periodSeconds) + 1,
    successThreshold: 1,
  };
}

/** Maximum duration of a start. */
export interface StartupBudget {
  readonly budgetSeconds: number;
  /** @default 5 */
  readonly periodSeconds?: number;
  /** @default 5 */
  readonly timeoutSeconds?: number;
}
