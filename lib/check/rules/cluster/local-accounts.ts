import { attributeRule } from '../attribute-rule';

export const localAccounts = attributeRule({
  id: 'cluster/local-accounts',
  title: 'The local admin account of the cluster must be disabled',
  severity: 'warning',
  why: 'The local admin account is a certificate. Audit logs do not show which person uses it, and Conditional Access does not apply to it.',
  source: 'learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad (2026-11)',
  type: 'azurerm_kubernetes_cluster',
  attribute: 'local_account_disabled',
  isValid: (value) => value === true,
  consequence: 'the admin certificate gives access without Entra ID',
  expected: 'local_account_disabled = true',
  fix: 'Set local_account_disabled = true, and add an azure_active_directory_role_based_access_control block.',
  bad: { name: 'aks' },
  good: { name: 'aks', local_account_disabled: true },
});
