import { attributeRule } from '../attribute-rule';

export const nodeOsUpgrades = attributeRule({
  id: 'cluster/node-os-upgrades',
  title: 'Nodes must receive OS security updates',
  severity: 'warning',
  why: 'Without an upgrade channel, nodes keep the kernel that they were created with until an operator upgrades them.',
  source: 'learn.microsoft.com/azure/aks/auto-upgrade-node-os-image (2026-11)',
  type: 'azurerm_kubernetes_cluster',
  attribute: 'node_os_upgrade_channel',
  isValid: (value) => value !== 'None' && value !== 'Unmanaged',
  consequence: 'nodes keep the kernel that they were created with',
  expected: 'NodeImage or SecurityPatch',
  fix: 'Set node_os_upgrade_channel = "NodeImage", and add a maintenance window.',
  bad: { name: 'aks', node_os_upgrade_channel: 'None' },
  good: { name: 'aks', node_os_upgrade_channel: 'NodeImage' },
});
