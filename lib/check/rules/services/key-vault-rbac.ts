import { attributeRule } from '../attribute-rule';

export const keyVaultRbac = attributeRule({
  id: 'services/key-vault-rbac',
  title: 'A Key Vault must use roles instead of access policies',
  severity: 'error',
  why: 'A vault outside RBAC mode ignores role assignments. Pods get 403 from the CSI driver, although the assignment looks right.',
  source:
    'registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/key_vault; hashicorp/terraform-provider-azurerm 5.0 upgrade guide (2026-11)',
  type: 'azurerm_key_vault',
  attribute: 'rbac_authorization_enabled',
  isValid: (value, body) => value === true || body['enable_rbac_authorization'] === true,
  consequence: 'the vault ignores role assignments and pods get 403',
  expected: 'rbac_authorization_enabled = true',
  fix: 'Set rbac_authorization_enabled = true.',
  bad: { name: 'my-kv', sku_name: 'standard' },
  good: { name: 'my-kv', sku_name: 'standard', rbac_authorization_enabled: true },
});
