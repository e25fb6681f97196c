import { LocalStorageExtension } from '../../../../constructs/azure/cluster/local-storage-extension';
import { resources } from '../synthesize';

test('the driver of local disks has the one name that Azure takes', () => {
  const { azurerm_kubernetes_cluster_extension: extensions } = resources(
    (stack) => new LocalStorageExtension(stack, 'local-storage', { clusterId: 'cluster-id' }),
  );
  expect(Object.values(extensions)).toEqual([
    { name: 'acstor', cluster_id: 'cluster-id', extension_type: 'microsoft.azurecontainerstoragev2' },
  ]);
});
