import { attributeRule } from '../attribute-rule';

export const storagePublicBlobs = attributeRule({
  id: 'services/storage-public-blobs',
  title: 'A storage account must not allow public containers',
  severity: 'warning',
  why: 'The default allows public containers. One setting of a container then publishes models or traces to the internet.',
  source: 'registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/storage_account (2026-11)',
  type: 'azurerm_storage_account',
  attribute: 'allow_nested_items_to_be_public',
  isValid: (value) => value === false,
  consequence: 'one container setting can publish models or traces',
  expected: 'allow_nested_items_to_be_public = false',
  fix: 'Set allow_nested_items_to_be_public = false.',
  bad: { name: 'models' },
  good: { name: 'models', allow_nested_items_to_be_public: false },
});
