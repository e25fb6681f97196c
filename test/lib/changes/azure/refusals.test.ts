import { azureChanges } from '../../../../lib/changes/azure/azure-changes';
import { forceNewFields } from '../../../../lib/changes/azure/force-new-fields';
import { refusalRules } from '../../../../lib/changes/azure/refusal-rules';
import { stackOf } from './stacks';

const vault = 'azurerm_key_vault';
const cluster = 'azurerm_kubernetes_cluster';
const subnet = 'azurerm_subnet';

describe('a change that Azure refuses', () => {
  it.each<[is: 'refused' | 'taken', what: string, type: string, before: object, after: object]>([
    ['refused', 'fewer days', vault, { soft_delete_retention_days: 90 }, { soft_delete_retention_days: 30 }],
    ['refused', 'more days', vault, { soft_delete_retention_days: 7 }, { soft_delete_retention_days: 30 }],
    ['refused', 'days where none were set', vault, {}, { soft_delete_retention_days: 30 }],
    ['taken', 'the default, written out', vault, {}, { soft_delete_retention_days: 90 }],
    [
      'refused',
      'no purge protection',
      vault,
      { purge_protection_enabled: true },
      { purge_protection_enabled: false },
    ],
    ['taken', 'purge protection', vault, {}, { purge_protection_enabled: true }],
    ['refused', 'a lower version', cluster, { kubernetes_version: '1.35' }, { kubernetes_version: '1.34' }],
    [
      'refused',
      'a lower patch version',
      cluster,
      { kubernetes_version: '1.35.4' },
      { kubernetes_version: '1.35.2' },
    ],
    ['taken', 'the next version', cluster, { kubernetes_version: '1.34' }, { kubernetes_version: '1.35' }],
    ['refused', 'a version too far', cluster, { kubernetes_version: '1.33' }, { kubernetes_version: '1.35' }],
    [
      'taken',
      'the same with long-term support',
      cluster,
      { kubernetes_version: '1.33', support_plan: 'AKSLongTermSupport' },
      { kubernetes_version: '1.36', support_plan: 'AKSLongTermSupport' },
    ],
    ['taken', 'a version that Azure chooses', cluster, { kubernetes_version: '1.35' }, {}],
    [
      'refused',
      'a lower version of a pool',
      'azurerm_kubernetes_cluster_node_pool',
      { orchestrator_version: '1.35' },
      { orchestrator_version: '1.34' },
    ],
    [
      'refused',
      'no Entra ID',
      cluster,
      { azure_active_directory_role_based_access_control: { azure_rbac_enabled: true } },
      {},
    ],
    [
      'taken',
      'another group of administrators',
      cluster,
      { azure_active_directory_role_based_access_control: [{ admin_group_object_ids: ['a'] }] },
      { azure_active_directory_role_based_access_control: [{ admin_group_object_ids: ['b'] }] },
    ],
    [
      'refused',
      'no override of upgrades',
      cluster,
      { upgrade_override: { force_upgrade_enabled: true } },
      {},
    ],
    [
      'refused',
      'the load balancer after a NAT gateway',
      cluster,
      { network_profile: { outbound_type: 'managedNATGateway' } },
      { network_profile: { outbound_type: 'loadBalancer' } },
    ],
    [
      'taken',
      'a firewall after the load balancer',
      cluster,
      { network_profile: {} },
      { network_profile: { outbound_type: 'userDefinedRouting' } },
    ],
  ])('%s: %s', (is, _, type, before, after) => {
    const { changed, replaced } = azureChanges(
      stackOf({ [type]: { it: before } }),
      stackOf({ [type]: { it: after } }),
    );
    expect(replaced).toEqual([]);
    expect(changed.flatMap(({ refusals }) => refusals).length).toBe(is === 'refused' ? 1 : 0);
  });

  const network = (range: string, nodes: string, user: object) => ({
    azurerm_virtual_network: { net: { name: 'net', address_space: [range] } },
    [subnet]: {
      nodes: {
        name: 'nodes',
        virtual_network_name: '${azurerm_virtual_network.net.name}',
        address_prefixes: [nodes],
      },
    },
    ...user,
  });
  const pool = { azurerm_kubernetes_cluster_node_pool: { a: { vnet_subnet_id: `\${${subnet}.nodes.id}` } } };

  it.each<[refused: readonly string[], what: string, before: object, after: object]>([
    [
      [`${subnet}.nodes`],
      'a subnet with nodes moves',
      network('10.0.0.0/16', '10.0.0.0/20', pool),
      network('10.0.0.0/16', '10.0.16.0/20', pool),
    ],
    [
      [],
      'an empty subnet moves',
      network('10.0.0.0/16', '10.0.0.0/20', {}),
      network('10.0.0.0/16', '10.0.16.0/20', {}),
    ],
    [
      [],
      'a role in the subnet is not a user',
      network('10.0.0.0/16', '10.0.0.0/20', {
        azurerm_role_assignment: { a: { scope: `\${${subnet}.nodes.id}` } },
      }),
      network('10.0.0.0/16', '10.0.1.0/24', {
        azurerm_role_assignment: { a: { scope: `\${${subnet}.nodes.id}` } },
      }),
    ],
    [
      [`${subnet}.nodes`, 'azurerm_virtual_network.net'],
      'the whole network moves',
      network('10.0.0.0/16', '10.0.0.0/20', pool),
      network('10.1.0.0/16', '10.1.0.0/20', pool),
    ],
    [
      [],
      'the network grows',
      network('10.0.0.0/16', '10.0.0.0/20', pool),
      network('10.0.0.0/15', '10.0.0.0/20', pool),
    ],
  ])('%j: %s', (refused, _, before, after) => {
    const { changed } = azureChanges(stackOf(before), stackOf(after));
    expect(changed.filter(({ refusals }) => refusals.length > 0).map(({ address }) => address)).toEqual(
      refused,
    );
  });

  it('names what uses a replaced subnet', () => {
    const named = (name: string) => ({
      ...pool,
      [subnet]: { nodes: { name, resource_group_name: 'rg', address_prefixes: ['10.0.0.0/20'] } },
    });
    const { replaced } = azureChanges(stackOf(named('a')), stackOf(named('b')));
    expect(replaced.map(({ address, users }) => [address, users])).toEqual([
      [`${subnet}.nodes`, ['azurerm_kubernetes_cluster_node_pool.a']],
    ]);
  });
});

it('has no field that forces a replacement as well', () => {
  const both = Object.entries(refusalRules).flatMap(([type, fields]) =>
    Object.keys(fields).filter((field) => forceNewFields[type]?.[field] !== undefined),
  );
  expect(both).toEqual([]);
});
