import { nodeRotationOf } from '../../../../lib/changes/azure/node-rotation';
import { fieldChanges } from '../../../../lib/changes/compare/field-changes';
import type { JsonObject } from '../../../../lib/values/json';

const named = { name: 'pool', temporary_name_for_rotation: 'pooltemp' };

function rotation(type: string, before: JsonObject, after: JsonObject) {
  return nodeRotationOf(type, after, fieldChanges(before, after, 'terraform'));
}
const ofPool = (before: JsonObject, after: JsonObject) =>
  rotation('azurerm_kubernetes_cluster_node_pool', { ...named, ...before }, { ...named, ...after });
const ofCluster = (before: JsonObject, after: JsonObject) =>
  rotation(
    'azurerm_kubernetes_cluster',
    { default_node_pool: { ...named, ...before } },
    { default_node_pool: { ...named, ...after } },
  );

it.each<[how: 'rotation' | 'upgrade' | undefined, what: string, before: JsonObject, after: JsonObject]>([
  ['rotation', 'the size', { vm_size: 'a' }, { vm_size: 'b' }],
  ['rotation', 'fewer zones', { zones: ['1', '2'] }, { zones: ['1'] }],
  [undefined, 'zones in another order', { zones: ['1', '2'] }, { zones: ['2', '1'] }],
  [
    'rotation',
    'a field of a block',
    { kubelet_config: { cpu_manager_policy: 'none' } },
    { kubelet_config: { cpu_manager_policy: 'static' } },
  ],
  ['rotation', 'an added block', {}, { linux_os_config: { swap_file_size_mb: 1 } }],
  ['rotation', 'another disk', {}, { os_disk_type: 'Ephemeral' }],
  [undefined, 'the disk that there is by default', {}, { os_disk_type: 'Managed' }],
  ['rotation', 'more pods', { max_pods: 50 }, { max_pods: 110 }],
  [undefined, 'a removed number of pods', { max_pods: 50 }, {}],
  [undefined, 'an explicit false for an unset field', {}, { ultra_ssd_enabled: false }],
  ['rotation', 'an enabled feature', {}, { host_encryption_enabled: true }],
  ['upgrade', 'a version', { orchestrator_version: '1.34' }, { orchestrator_version: '1.35' }],
  [
    undefined,
    'more nodes, labels and taints',
    { max_count: 1 },
    { max_count: 2, node_labels: { a: '1' }, node_taints: ['a=b:NoSchedule'] },
  ],
])('%s for %s', (how, _, before, after) => {
  expect(ofPool(before, after)?.how).toBe(how);
  expect(ofCluster(before, after)?.how).toBe(how);
});

it('replaces only the default pool for critical add-ons', () => {
  const [before, after] = [{ only_critical_addons_enabled: false }, { only_critical_addons_enabled: true }];
  expect(ofCluster(before, after)).toMatchObject({ pool: 'pool', how: 'rotation', hasTemporaryName: true });
  expect(ofPool(before, after)).toBeUndefined();
});

it('reports whether the pool has a temporary name', () => {
  const sized = (vm_size: string) => ({ name: 'pool', vm_size });
  expect(rotation('azurerm_kubernetes_cluster_node_pool', sized('a'), sized('b'))?.hasTemporaryName).toBe(
    false,
  );
});

it('concerns only node pools', () => {
  expect(rotation('azurerm_key_vault', { zones: ['1'] }, { zones: ['2'] })).toBeUndefined();
  expect(rotation('azurerm_kubernetes_cluster', { zones: ['1'] }, { zones: ['2'] })).toBeUndefined();
});
