import { attributeRule } from '../attribute-rule';

export const keyVaultPurgeProtection = attributeRule({
  id: 'services/key-vault-purge-protection',
  title: 'A Key Vault must have purge protection',
  severity: 'warning',
  why: 'With purge protection, you can recover a deleted vault and its secrets. Without it, a purge deletes them for good.',
  source: 'learn.microsoft.com/azure/key-vault/general/soft-delete-overview (2026-11)',
  type: 'azurerm_key_vault',
  attribute: 'purge_protection_enabled',
  isValid: (value) => value === true,
  consequence: 'a purge deletes the vault and its secrets for good',
  expected: 'purge_protection_enabled = true',
  fix: 'Set purge_protection_enabled = true; you cannot disable it again.',
  bad: { name: 'my-kv', purge_protection_enabled: false },
  good: { name: 'my-kv', purge_protection_enabled: true },
});
