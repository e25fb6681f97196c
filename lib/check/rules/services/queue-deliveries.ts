import { attributeRule } from '../attribute-rule';

export const queueDeliveries = attributeRule({
  id: 'services/queue-deliveries',
  title: 'A message is tried more than once',
  severity: 'warning',
  why: 'With one delivery a node that is drained is enough to put a good message aside.',
  source:
    'registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/servicebus_queue (2026-11)',
  type: 'azurerm_servicebus_queue',
  attribute: 'max_delivery_count',
  isRight: (value) => typeof value !== 'number' || value >= 3,
  consequence: 'one drained node is enough to dead-letter a valid message',
  expected: '3 or more',
  fix: 'Raise max_delivery_count.',
  bad: { name: 'tasks', max_delivery_count: 1 },
  good: { name: 'tasks', max_delivery_count: 10 },
});
