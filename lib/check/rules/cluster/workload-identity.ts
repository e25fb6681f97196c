import { attributeRule } from '../attribute-rule';

export const workloadIdentity = attributeRule({
  id: 'cluster/workload-identity',
  title: 'The workload identity webhook of the cluster must be enabled',
  severity: 'error',
  why: 'Without the webhook, pods get no token file and every Azure SDK in the cluster fails to sign in.',
  source: 'learn.microsoft.com/azure/aks/workload-identity-deploy-cluster (2026-11)',
  type: 'azurerm_kubernetes_cluster',
  attribute: 'workload_identity_enabled',
  isValid: (value) => value === true,
  consequence: 'pods get no token file',
  expected: 'workload_identity_enabled = true',
  fix: 'Set workload_identity_enabled = true.',
  bad: { name: 'aks' },
  good: { name: 'aks', workload_identity_enabled: true },
});
