import type { ProblemList } from '../problems/problem-list';
import { requireInteger } from '../problems/value-rules';

/** Maximum lock duration of Service Bus, seconds. Longer work must renew the lock. */
export const maxLockSeconds = 300;

/** @see learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas (2026-11) */
const ranges = {
  lockSeconds: { min: 5, max: maxLockSeconds, unit: 'seconds' },
  maxDeliveryCount: { min: 1, max: 2000, unit: 'deliveries' },
  timeToLiveDays: { min: 1, max: 365, unit: 'days' },
  duplicateDetectionMinutes: { min: 1, max: 10_080, unit: 'minutes' },
} as const;

/** Settings of a queue, topic or subscription. `false`: off. */
export type MessageSettings = {
  readonly [Key in keyof typeof ranges]?: number | false | undefined;
};

/**
 * Adds a problem for each number that Service Bus rejects. azurerm does not validate them: a lock
 * of ten minutes would fail during apply, after the namespace was created.
 */
export function requireMessageSettings(problems: ProblemList, settings: MessageSettings): void {
  for (const key of Object.keys(ranges) as (keyof typeof ranges)[]) {
    const value = settings[key];
    if (value !== undefined && value !== false) requireInteger(problems, key, value, ranges[key]);
  }
}
