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

/** More pods than a cluster of AKS has nodes for (5000): a slip of the finger. */
const maxReplicasOfAnything = 10_000;
const maxSeconds = 86_400;

/**
 * Adds what is wrong with a scaling plan: limits, combinations that KEDA refuses or that work otherwise than they look.
 * Source: kedacore/keda `scaledobject_webhook.go`, `scale_scaledobjects.go`, 2.17 and 2.20 (2026-11).
 *
 * @param fieldNames names of each trigger's metadata in the definition
 */
export function checkScalingPlan(
  plan: ScalingPlan,
  problems: ProblemList,
  fieldNames: readonly (Readonly<Record<string, string>> | undefined)[] = [],
): void {
  const { minReplicas, maxReplicas, triggers } = plan;
  requireInteger(problems, 'minReplicas', minReplicas, {
    min: 0,
    max: maxReplicasOfAnything,
    unit: 'replicas',
  });
  requireInteger(problems, 'maxReplicas', maxReplicas, {
    min: 1,
    max: maxReplicasOfAnything,
    unit: 'replicas',
  });
  if (maxReplicas >= 1 && maxReplicas < minReplicas) {
    problems.add(
      'maxReplicas',
      `${maxReplicas} is less than minReplicas, which is ${minReplicas}`,
      'Raise maxReplicas, or lower minReplicas.',
    );
  }
  requireInteger(problems, 'pollingSeconds', plan.pollingSeconds, { min: 1, max: 3600, unit: 'seconds' });
  if (triggers.length === 0) problems.add('triggers', 'there is no trigger', 'Give at least one.');
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
  checkCooldown(plan, problems);
  checkFallback(plan, problems);
  if (plan.scaleUp !== undefined) checkRate(plan.scaleUp, problems.at('scaleUp'));
  checkRate(plan.scaleDown, problems.at('scaleDown'));
}

/** Whether the first replica can come, and the last one can go. */
function checkZero(triggers: readonly ScalerTriggerSpec[], problems: ProblemList): void {
  if (triggers.every(isResourceTrigger)) {
    problems.add(
      'minReplicas',
      '0 cannot be left again: CPU and memory are measured on pods, and there is none',
      'Set minReplicas to 1, or add a trigger such as a queue.',
    );
  } else if (triggers.every((trigger) => trigger.producedByTarget)) {
    problems.add(
      'minReplicas',
      '0 cannot be left again: every trigger reads what the replicas themselves report, and there is none',
      'Set minReplicas to 1, or add a trigger from elsewhere: a queue, requests at the gateway, a time of day.',
    );
  }
}

function checkCooldown(plan: ScalingPlan, problems: ProblemList): void {
  for (const key of ['cooldownSeconds', 'initialCooldownSeconds'] as const) {
    const seconds = plan[key];
    if (seconds === undefined) continue;
    if (plan.minReplicas > 0) {
      problems.add(key, 'it has no effect with minReplicas above 0', 'Remove it, or set minReplicas to 0.');
    } else requireInteger(problems, key, seconds, { min: 0, max: maxSeconds, unit: 'seconds' });
  }
  const { cooldownSeconds, coldStartSeconds, minReplicas } = plan;
  if (cooldownSeconds === undefined || minReplicas > 0 || cooldownSeconds >= coldStartSeconds) return;
  // A message stays where it is until a replica has come and completed it; a rate is over by then.
  const wakes = plan.triggers.filter((trigger) => !trigger.producedByTarget);
  if (wakes.length > 0 && wakes.every((trigger) => scalerOf(trigger)?.keepsWork)) return;
  problems.add(
    'cooldownSeconds',
    `${cooldownSeconds} seconds are shorter than a cold start (${coldStartSeconds}): the replica that was woken goes before it is ready`,
    `Give at least ${coldStartSeconds}, or leave it out.`,
  );
}

function checkFallback(plan: ScalingPlan, problems: ProblemList): void {
  if (plan.fallback === undefined) return;
  const at = problems.at('fallback');
  const least = Math.max(1, plan.minReplicas);
  requireInteger(at, 'failureThreshold', plan.fallback.failureThreshold, {
    min: 0,
    max: 1000,
    unit: 'failures',
  });
  // Fallback to none would take the last replica away because of an error.
  requireInteger(at, 'replicas', plan.fallback.replicas, {
    min: least,
    max: Math.max(least, plan.maxReplicas),
    unit: 'replicas',
  });
  const counts = plan.triggers.some(
    (trigger) => !isResourceTrigger(trigger) && (trigger.metricType ?? 'AverageValue') === 'AverageValue',
  );
  if (!counts && plan.triggers.length > 0) {
    at.add(
      '',
      'no trigger is one that it works for: not CPU or memory, and with the metric type AverageValue',
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
      max: maxReplicasOfAnything,
      unit: 'pods',
    });
  } else
    requireInteger(problems, 'amount.percent', rate.amount.percent, { min: 1, max: 1000, unit: 'percent' });
}
