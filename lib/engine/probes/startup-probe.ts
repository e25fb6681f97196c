import type { ProbeAction, ProbeSpec } from './probe-plan';

/**
 * A startup probe that never ends a start within the budget, wherever its ticks fall: the kubelet kills at the last of the failures, so that
 * the budget has to be over before it, and one failure comes on top of budget / period (`startupBudgetSeconds()` of probe-bounds).
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

/** How long a start may take. */
export interface StartupBudget {
  readonly budgetSeconds: number;
  /** Default: 5. */
  readonly periodSeconds?: number;
  /** Default: 5. */
  readonly timeoutSeconds?: number;
}
