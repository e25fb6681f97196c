import { attributeRule } from '../attribute-rule';

/** Seconds of an ISO 8601 duration in hours, minutes and seconds; undefined for any other text. */
function durationSeconds(text: string): number | undefined {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text);
  if (match === null) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + seconds;
}

export const queueLock = attributeRule({
  id: 'services/queue-lock',
  title: 'The lock duration of a queue must be between 5 seconds and 5 minutes',
  severity: 'error',
  why: 'Service Bus rejects a longer lock and the deployment fails. Workers with longer jobs renew their lock.',
  source: 'learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas (2026-11)',
  type: 'azurerm_servicebus_queue',
  attribute: 'lock_duration',
  isValid: (value) => {
    const seconds = typeof value === 'string' ? durationSeconds(value) : undefined;
    return seconds === undefined || (seconds >= 5 && seconds <= 300);
  },
  consequence: 'Service Bus rejects the queue',
  expected: 'PT5S to PT5M',
  fix: 'Set lock_duration to PT5M or less, and renew the lock in the worker.',
  bad: { name: 'tasks', lock_duration: 'PT10M' },
  good: { name: 'tasks', lock_duration: 'PT5M' },
});
