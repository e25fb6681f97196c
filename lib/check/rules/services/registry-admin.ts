import { attributeRule } from '../attribute-rule';

export const registryAdmin = attributeRule({
  id: 'services/registry-admin',
  title: 'The admin account of a registry must be disabled',
  severity: 'warning',
  why: 'The admin account is one shared password that can overwrite every image.',
  source: 'learn.microsoft.com/azure/container-registry/container-registry-authentication (2026-11)',
  type: 'azurerm_container_registry',
  attribute: 'admin_enabled',
  isValid: (value) => value !== true,
  consequence: 'one shared password can overwrite every image',
  expected: 'admin_enabled = false',
  fix: 'Set admin_enabled = false; nodes pull with AcrPull.',
  bad: { name: 'registry', admin_enabled: true },
  good: { name: 'registry', admin_enabled: false },
});
