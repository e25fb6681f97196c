import { attributeRule } from '../attribute-rule';

export const skuTier = attributeRule({
  id: 'cluster/sku-tier',
  title: 'The API server has a service level',
  severity: 'warning',
  why: 'The free tier has none, and is sized for a few nodes: under load the API server throttles the autoscaler.',
  source: 'learn.microsoft.com/azure/aks/free-standard-pricing-tiers (2026-11)',
  type: 'azurerm_kubernetes_cluster',
  attribute: 'sku_tier',
  isRight: (value) => value === 'Standard' || value === 'Premium',
  consequence: 'the API server has no uptime SLA and throttles requests under load',
  expected: 'Standard or Premium',
  fix: 'Set sku_tier = "Standard".',
  bad: { name: 'aks' },
  good: { name: 'aks', sku_tier: 'Standard' },
});
