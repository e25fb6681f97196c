import { attributeRule } from '../attribute-rule';

export const storagePublicBlobs = attributeRule({
  id: 'services/storage-public-blobs',
  title: 'No container of a storage account can be public',
  severity: 'warning',
  why: 'It is allowed by default: one setting of a container then shows models or traces to everybody.',
  source: 'registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/storage_account (2026-11)',
  type: 'azurerm_storage_account',
  attribute: 'allow_nested_items_to_be_public',
  isRight: (value) => value === false,
  consequence: 'any container of the account can be made public',
  expected: 'false',
  fix: 'Set allow_nested_items_to_be_public = false.',
  bad: { name: 'models' },
  good: { name: 'models', allow_nested_items_to_be_public: false },
});
