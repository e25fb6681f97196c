import { attributeRule } from '../attribute-rule';

export const nodeOsUpgrades = attributeRule({
  id: 'cluster/node-os-upgrades',
  title: 'Nodes get security fixes',
  severity: 'warning',
  why: 'Unmanaged nodes keep the kernel that they were made with, until somebody thinks of it.',
  source: 'learn.microsoft.com/azure/aks/auto-upgrade-node-os-image (2026-11)',
  type: 'azurerm_kubernetes_cluster',
  attribute: 'node_os_upgrade_channel',
  isRight: (value) => value !== 'None' && value !== 'Unmanaged',
  consequence: 'nodes do not get security fixes',
  expected: 'NodeImage or SecurityPatch',
  fix: 'Set node_os_upgrade_channel = "NodeImage", with a maintenance window.',
  bad: { name: 'aks', node_os_upgrade_channel: 'None' },
  good: { name: 'aks', node_os_upgrade_channel: 'NodeImage' },
});
