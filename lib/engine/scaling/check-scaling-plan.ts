import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireUnique } from '../../problems/value-rules';
import { checkScalerTrigger } from './check-scaler-trigger';
import type { ScalerTriggerSpec } from './scaler-trigger';
import {
  maxPeriodSeconds,
  maxStabilizationSeconds,
  type ScalingPlan,
  type ScalingRate,
} from './scaling-plan';
import { isResourceTrigger, scalerOf } from './trigger-kinds';

/** Sanity limit: an AKS cluster has at most 5000 nodes. */
const maxAllowedReplicas = 10_000;
const maxSeconds = 86_400;

/**
 * Adds the problems of a scaling plan: limits, and combinations that KEDA rejects or that have an
 * unexpected effect.
 *
 * @param fieldNames field names of the definition by metadata key, for each trigger
 * @see kedacore/keda `scaledobject_webhook.go`, `scale_scaledobjects.go`, 2.17 and 2.20 (2026-11)
 */
export function checkScalingPlan(
  plan: ScalingPlan,
  problems: ProblemList,
  fieldNames: readonly (Readonly<Record<string, string>> | undefined)[] = [],
): void {
  const { minReplicas, maxReplicas, triggers } = plan;
  requireInteger(problems, 'minReplicas', minReplicas, {
    min: 0,
    max: maxAllowedReplicas,
    unit: 'replicas',
  });
  requireInteger(problems, 'maxReplicas', maxReplicas, {
    min: 1,
    max: maxAllowedReplicas,
    unit: 'replicas',
  });
  if (maxReplicas >= 1 && maxReplicas < minReplicas) {
    problems.add(
      'maxReplicas',
      `${maxReplicas} is less than minReplicas (${minReplicas})`,
      'Raise maxReplicas, or lower minReplicas.',
    );
  }
  if (triggers.length === 0) problems.add('triggers', 'is empty', 'Add at least one trigger.');
  triggers.forEach((trigger, index) => {
    const at = problems
      .at('triggers')
      .at(index)
      .naming(fieldNames[index] ?? {});
    checkScalerTrigger(trigger, at);
    scalerOf(trigger)?.checkLimits?.(trigger, plan, at);
  });
  const named = triggers.flatMap(({ name }, index) => (name === undefined ? [] : [{ name, index }]));
  requireUnique(
    problems,
    'trigger',
    named,
    ({ name }) => name,
    (position) => `triggers[${named[position]!.index}].name`,
  );
  if (minReplicas === 0 && triggers.length > 0) checkZero(triggers, problems);
  checkTimesAtZero(plan, problems);
  checkFallback(plan, problems);
  if (plan.scaleUp !== undefined) checkRate(plan.scaleUp, problems.at('scaleUp'));
  checkRate(plan.scaleDown, problems.at('scaleDown'));
}

/** Adds a problem if no trigger can create the first replica. */
function checkZero(triggers: readonly ScalerTriggerSpec[], problems: ProblemList): void {
  if (triggers.every(isResourceTrigger)) {
    problems.add(
      'minReplicas',
      'no trigger can scale from 0: without pods, CPU and memory have no metric',
      'Set minReplicas to 1, or add a trigger such as a queue.',
    );
  } else if (triggers.every((trigger) => trigger.producedByTarget)) {
    problems.add(
      'minReplicas',
      'no trigger can scale from 0: the replicas themselves report every metric',
      'Set minReplicas to 1, or add a trigger with another source: a queue, requests at the gateway, a time of day.',
    );
  }
}

/** Limits of the times that KEDA uses only without replicas, or on the way there. */
const timesAtZero = {
  pollingSeconds: { min: 1, max: 3600, unit: 'seconds' },
  cooldownSeconds: { min: 0, max: maxSeconds, unit: 'seconds' },
  initialCooldownSeconds: { min: 0, max: maxSeconds, unit: 'seconds' },
} as const;

function checkTimesAtZero(plan: ScalingPlan, problems: ProblemList): void {
  for (const key of Object.keys(timesAtZero) as (keyof typeof timesAtZero)[]) {
    const seconds = plan[key];
    if (seconds === undefined) continue;
    if (plan.minReplicas > 0) {
      problems.add(
        key,
        'has no effect with minReplicas greater than 0',
        'Remove it, or set minReplicas to 0.',
      );
    } else requireInteger(problems, key, seconds, timesAtZero[key]);
  }
  const { cooldownSeconds, coldStartSeconds, minReplicas } = plan;
  if (cooldownSeconds === undefined || minReplicas > 0 || cooldownSeconds >= coldStartSeconds) return;
  // A message stays in the queue until a replica completes it. A request rate, in contrast, passes.
  const wakes = plan.triggers.filter((trigger) => !trigger.producedByTarget);
  if (wakes.length > 0 && wakes.every((trigger) => scalerOf(trigger)?.keepsWork)) return;
  problems.add(
    'cooldownSeconds',
    `${cooldownSeconds} seconds are shorter than a cold start (${coldStartSeconds}), so KEDA removes a new replica before it is ready`,
    `Set it to ${coldStartSeconds} or more, or remove it.`,
  );
}

function checkFallback(plan: ScalingPlan, problems: ProblemList): void {
  if (plan.fallback === undefined) return;
  const at = problems.at('fallback');
  const min = Math.max(1, plan.minReplicas);
  requireInteger(at, 'failureThreshold', plan.fallback.failureThreshold, {
    min: 0,
    max: 1000,
    unit: 'failures',
  });
  // A fallback to 0 would remove the last replica because of an error.
  requireInteger(at, 'replicas', plan.fallback.replicas, {
    min,
    max: Math.max(min, plan.maxReplicas),
    unit: 'replicas',
  });
  const counts = plan.triggers.some(
    (trigger) => !isResourceTrigger(trigger) && (trigger.metricType ?? 'AverageValue') === 'AverageValue',
  );
  if (!counts && plan.triggers.length > 0) {
    at.add(
      '',
      'no trigger supports a fallback: it requires the metric type AverageValue, and not CPU or memory',
      'Remove it, or add such a trigger.',
    );
  }
}

function checkRate(rate: ScalingRate, problems: ProblemList): void {
  requireInteger(problems, 'stabilizationSeconds', rate.stabilizationSeconds, {
    min: 0,
    max: maxStabilizationSeconds,
    unit: 'seconds',
  });
  requireInteger(problems, 'periodSeconds', rate.periodSeconds, {
    min: 1,
    max: maxPeriodSeconds,
    unit: 'seconds',
  });
  if ('pods' in rate.amount) {
    requireInteger(problems, 'amount.pods', rate.amount.pods, {
      min: 1,
      max: maxAllowedReplicas,
      unit: 'pods',
    });
  } else
    requireInteger(problems, 'amount.percent', rate.amount.percent, { min: 1, max: 1000, unit: 'percent' });
}
