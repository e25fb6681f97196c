import { attributeRule } from '../attribute-rule';

export const storageTls = attributeRule({
  id: 'services/storage-tls',
  title: 'A storage account must require TLS 1.2 or newer',
  severity: 'error',
  why: 'Azure rejects older TLS versions since 2026-02, so the deployment of the storage account fails.',
  source:
    'learn.microsoft.com/azure/storage/common/transport-layer-security-configure-minimum-version (2026-11)',
  type: 'azurerm_storage_account',
  attribute: 'min_tls_version',
  isValid: (value) => value === undefined || value === 'TLS1_2' || value === 'TLS1_3',
  consequence: 'Azure rejects the storage account',
  expected: 'TLS1_2 or TLS1_3',
  fix: 'Set min_tls_version = "TLS1_2".',
  bad: { name: 'models', min_tls_version: 'TLS1_0' },
  good: { name: 'models', min_tls_version: 'TLS1_2' },
});
