import { attributeRule } from '../attribute-rule';

export const localAccounts = attributeRule({
  id: 'cluster/local-accounts',
  title: 'Nobody signs in to the cluster without Entra ID',
  severity: 'warning',
  why: 'The local admin account is a certificate that no audit log can name and that no conditional access stops.',
  source: 'learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad (2026-11)',
  type: 'azurerm_kubernetes_cluster',
  attribute: 'local_account_disabled',
  isRight: (value) => value === true,
  consequence:
    'anyone with the admin certificate can sign in without Entra ID, and the audit log cannot name them',
  expected: 'true',
  fix: 'Set local_account_disabled = true, with an azure_active_directory_role_based_access_control block.',
  bad: { name: 'aks' },
  good: { name: 'aks', local_account_disabled: true },
});
