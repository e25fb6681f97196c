import { Construct } from 'constructs';
import { KubernetesClusterExtension } from '../../../imports/azurerm';

/** Input of a LocalStorageExtension. */
export interface LocalStorageExtensionProps {
  /** Resource id of the cluster. */
  readonly clusterId: string;
}

/**
 * Azure Container Storage 2 as an AKS extension: the driver `localdisk.csi.acstor.io`, which
 * provides volumes on the nodes' NVMe disks. Azure accepts only this name of the extension.
 *
 * @see learn.microsoft.com/azure/storage/container-storage/install-container-storage-aks (2026-11).
 */
export class LocalStorageExtension extends Construct {
  constructor(scope: Construct, id: string, props: LocalStorageExtensionProps) {
    super(scope, id);
    new KubernetesClusterExtension(this, 'Resource', {
      name: 'acstor',
      clusterId: props.clusterId,
      extensionType: 'microsoft.azurecontainerstoragev2',
    });
  }
}
