import { attributeRule } from '../attribute-rule';

export const keyVaultPurgeProtection = attributeRule({
  id: 'services/key-vault-purge-protection',
  title: 'A deleted Key Vault cannot be purged at once',
  severity: 'warning',
  why: 'With purge protection a vault that somebody deletes comes back with its secrets; without it they are gone.',
  source: 'learn.microsoft.com/azure/key-vault/general/soft-delete-overview (2026-11)',
  type: 'azurerm_key_vault',
  attribute: 'purge_protection_enabled',
  isRight: (value) => value === true,
  consequence: 'a deleted vault can be purged, and its secrets are lost',
  expected: 'true',
  fix: 'Set purge_protection_enabled = true. It cannot be unset again.',
  bad: { name: 'my-kv', purge_protection_enabled: false },
  good: { name: 'my-kv', purge_protection_enabled: true },
});
