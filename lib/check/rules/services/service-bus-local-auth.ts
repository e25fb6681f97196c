import { attributeRule } from '../attribute-rule';

export const serviceBusLocalAuth = attributeRule({
  id: 'services/service-bus-local-auth',
  title: 'Service Bus must accept identities only, not keys',
  severity: 'warning',
  why: 'A connection string works for every reader and never expires. An identity works only for its pods.',
  source: 'learn.microsoft.com/azure/service-bus-messaging/disable-local-authentication (2026-11)',
  type: 'azurerm_servicebus_namespace',
  attribute: 'local_auth_enabled',
  isValid: (value) => value === false,
  consequence: 'any copy of a connection string gives access',
  expected: 'local_auth_enabled = false',
  fix: 'Set local_auth_enabled = false, and authenticate with workload identity.',
  bad: { name: 'my-bus', sku: 'Standard' },
  good: { name: 'my-bus', sku: 'Standard', local_auth_enabled: false },
});
