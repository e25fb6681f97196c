import { attributeRule } from '../attribute-rule';

/** Of ISO 8601, as far as a lock goes; undefined for anything else. */
function durationSeconds(text: string): number | undefined {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text);
  if (match === null) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + seconds;
}

export const queueLock = attributeRule({
  id: 'services/queue-lock',
  title: 'The lock of a queue is one that Service Bus takes',
  severity: 'error',
  why: 'Above five minutes the deployment fails; jobs that take longer renew their lock.',
  source: 'learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas (2026-11)',
  type: 'azurerm_servicebus_queue',
  attribute: 'lock_duration',
  isRight: (value) => {
    const seconds = typeof value === 'string' ? durationSeconds(value) : undefined;
    return seconds === undefined || (seconds >= 5 && seconds <= 300);
  },
  consequence: 'Service Bus rejects the queue',
  expected: 'PT5S to PT5M',
  fix: 'Give at most PT5M, and renew the lock in the worker.',
  bad: { name: 'tasks', lock_duration: 'PT10M' },
  good: { name: 'tasks', lock_duration: 'PT5M' },
});
