import { attributeRule } from '../attribute-rule';

export const registryAdmin = attributeRule({
  id: 'services/registry-admin',
  title: 'The registry has no admin account',
  severity: 'warning',
  why: 'The admin account is one password for everybody, with the right to overwrite every image.',
  source: 'learn.microsoft.com/azure/container-registry/container-registry-authentication (2026-11)',
  type: 'azurerm_container_registry',
  attribute: 'admin_enabled',
  isRight: (value) => value !== true,
  consequence: 'one shared password can overwrite every image',
  expected: 'false',
  fix: 'Set admin_enabled = false; nodes pull with AcrPull.',
  bad: { name: 'registry', admin_enabled: true },
  good: { name: 'registry', admin_enabled: false },
});
