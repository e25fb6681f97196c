import { attributeRule } from '../attribute-rule';

export const workloadIdentity = attributeRule({
  id: 'cluster/workload-identity',
  title: 'The webhook of workload identity is on',
  severity: 'error',
  why: 'Without it pods get no token file: every Azure SDK in the cluster fails to sign in.',
  source: 'learn.microsoft.com/azure/aks/workload-identity-deploy-cluster (2026-11)',
  type: 'azurerm_kubernetes_cluster',
  attribute: 'workload_identity_enabled',
  isRight: (value) => value === true,
  consequence: 'pods get no token file and cannot sign in to Azure',
  expected: 'true',
  fix: 'Set workload_identity_enabled = true.',
  bad: { name: 'aks' },
  good: { name: 'aks', workload_identity_enabled: true },
});
