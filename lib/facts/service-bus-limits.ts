import type { ProblemList } from '../problems/problem-list';
import { requireInteger } from '../problems/value-rules';

/** The longest lock that Service Bus gives, in seconds; work that takes longer has to renew it. */
export const maxLockSeconds = 300;

/** Source: learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas (2026-11). */
const ranges = {
  lockSeconds: { min: 5, max: maxLockSeconds, unit: 'seconds' },
  maxDeliveryCount: { min: 1, max: 2000, unit: 'deliveries' },
  timeToLiveDays: { min: 1, max: 365, unit: 'days' },
  duplicateDetectionMinutes: { min: 1, max: 10_080, unit: 'minutes' },
} as const;

/** The numbers of a queue, topic or subscription, each as far as it is given; `false`: off. */
export type MessageSettings = {
  readonly [Key in keyof typeof ranges]?: number | false | undefined;
};

/**
 * Adds a problem for each number that Service Bus refuses. azurerm takes any: a lock of ten minutes would fail at apply, with the
 * namespace made.
 */
export function requireMessageSettings(problems: ProblemList, settings: MessageSettings): void {
  for (const key of Object.keys(ranges) as (keyof typeof ranges)[]) {
    const value = settings[key];
    if (value !== undefined && value !== false) requireInteger(problems, key, value, ranges[key]);
  }
}
