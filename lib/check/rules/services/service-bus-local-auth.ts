import { attributeRule } from '../attribute-rule';

export const serviceBusLocalAuth = attributeRule({
  id: 'services/service-bus-local-auth',
  title: 'Service Bus takes identities, not keys',
  severity: 'warning',
  why: 'A connection string in a secret is for everybody who reads it, for ever; identities are for pods.',
  source: 'learn.microsoft.com/azure/service-bus-messaging/disable-local-authentication (2026-11)',
  type: 'azurerm_servicebus_namespace',
  attribute: 'local_auth_enabled',
  isRight: (value) => value === false,
  consequence: 'anyone who reads a connection string can use the namespace',
  expected: 'false',
  fix: 'Set local_auth_enabled = false, and sign in by workload identity.',
  bad: { name: 'my-bus', sku: 'Standard' },
  good: { name: 'my-bus', sku: 'Standard', local_auth_enabled: false },
});
