import { attributeRule } from '../attribute-rule';

export const skuTier = attributeRule({
  id: 'cluster/sku-tier',
  title: 'The API server must have an uptime SLA',
  severity: 'warning',
  why: 'The Free tier has no SLA and is sized for a few nodes. Under load, its API server throttles the autoscaler.',
  source: 'learn.microsoft.com/azure/aks/free-standard-pricing-tiers (2026-11)',
  type: 'azurerm_kubernetes_cluster',
  attribute: 'sku_tier',
  isValid: (value) => value === 'Standard' || value === 'Premium',
  consequence: 'the API server has no SLA and throttles requests under load',
  expected: 'Standard or Premium',
  fix: 'Set sku_tier = "Standard".',
  bad: { name: 'aks' },
  good: { name: 'aks', sku_tier: 'Standard' },
});
