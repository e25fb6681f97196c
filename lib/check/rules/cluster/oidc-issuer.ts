import { attributeRule } from '../attribute-rule';

export const oidcIssuer = attributeRule({
  id: 'cluster/oidc-issuer',
  title: 'The OIDC issuer of the cluster must be enabled',
  severity: 'error',
  why: 'No federated credential works without the issuer. If oidc_issuer_enabled is not set, the Kubernetes version decides whether the issuer is on, and Azure can enable it outside of Terraform.',
  source:
    'learn.microsoft.com/azure/aks/use-oidc-issuer; hashicorp/terraform-provider-azurerm#32117 (2026-11)',
  type: 'azurerm_kubernetes_cluster',
  attribute: 'oidc_issuer_enabled',
  isValid: (value) => value === true,
  consequence: 'federated credentials may not work',
  expected: 'oidc_issuer_enabled = true',
  fix: 'Set oidc_issuer_enabled = true; you cannot disable it again.',
  bad: { name: 'aks' },
  good: { name: 'aks', oidc_issuer_enabled: true },
});
