import { attributeRule } from '../attribute-rule';

export const oidcIssuer = attributeRule({
  id: 'cluster/oidc-issuer',
  title: 'The cluster issues tokens for workload identity',
  severity: 'error',
  why: 'Without the issuer no federated credential can work; left out it differs between Kubernetes versions, and Azure switches it on behind Terraform.',
  source:
    'learn.microsoft.com/azure/aks/use-oidc-issuer; hashicorp/terraform-provider-azurerm#32117 (2026-11)',
  type: 'azurerm_kubernetes_cluster',
  attribute: 'oidc_issuer_enabled',
  isRight: (value) => value === true,
  consequence: 'no federated identity credential works',
  expected: 'true',
  fix: 'Set oidc_issuer_enabled = true. It cannot be unset again.',
  bad: { name: 'aks' },
  good: { name: 'aks', oidc_issuer_enabled: true },
});
