import { attributeRule } from '../attribute-rule';

export const queueDeadLettering = attributeRule({
  id: 'services/queue-dead-lettering',
  title: 'A queue must move expired messages to the dead-letter queue',
  severity: 'warning',
  why: 'If a message expires before a worker starts, Service Bus deletes it without a trace.',
  source: 'learn.microsoft.com/azure/service-bus-messaging/service-bus-dead-letter-queues (2026-11)',
  type: 'azurerm_servicebus_queue',
  attribute: 'dead_lettering_on_message_expiration',
  isValid: (value) => value === true,
  consequence: 'Service Bus deletes expired messages without a trace',
  expected: 'dead_lettering_on_message_expiration = true',
  fix: 'Set dead_lettering_on_message_expiration = true.',
  bad: { name: 'tasks' },
  good: { name: 'tasks', dead_lettering_on_message_expiration: true },
});
