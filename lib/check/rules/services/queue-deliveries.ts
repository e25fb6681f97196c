import { attributeRule } from '../attribute-rule';

export const queueDeliveries = attributeRule({
  id: 'services/queue-deliveries',
  title: 'A queue must deliver a message at least 3 times',
  severity: 'warning',
  why: 'With one delivery, a single node drain is enough to dead-letter a valid message.',
  source:
    'registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/servicebus_queue (2026-11)',
  type: 'azurerm_servicebus_queue',
  attribute: 'max_delivery_count',
  isValid: (value) => typeof value !== 'number' || value >= 3,
  consequence: 'a node drain can dead-letter a valid message',
  expected: 'max_delivery_count of 3 or more',
  fix: 'Raise max_delivery_count to 3 or more.',
  bad: { name: 'tasks', max_delivery_count: 1 },
  good: { name: 'tasks', max_delivery_count: 10 },
});
