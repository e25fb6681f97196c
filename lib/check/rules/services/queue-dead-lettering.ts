import { attributeRule } from '../attribute-rule';

export const queueDeadLettering = attributeRule({
  id: 'services/queue-dead-lettering',
  title: 'Messages that expire are kept aside',
  severity: 'warning',
  why: 'A message whose time is over while no worker could start is gone without a trace.',
  source: 'learn.microsoft.com/azure/service-bus-messaging/service-bus-dead-letter-queues (2026-11)',
  type: 'azurerm_servicebus_queue',
  attribute: 'dead_lettering_on_message_expiration',
  isRight: (value) => value === true,
  consequence: 'Service Bus deletes expired messages',
  expected: 'true',
  fix: 'Set dead_lettering_on_message_expiration = true.',
  bad: { name: 'tasks' },
  good: { name: 'tasks', dead_lettering_on_message_expiration: true },
});
