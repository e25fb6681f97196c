import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { localNvmeStorageClassName } from '../../../lib/engine/inference/engine-cache';
import { syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';

/** Input of a LocalNvmeStorageClass. */
export interface LocalNvmeStorageClassProps {
  /** Name of the StorageClass. @default 'local-nvme' */
  readonly name?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
}

/**
 * A StorageClass for volumes on the nodes' NVMe disks. The driver stripes a volume across all
 * unused disks of a node. VM sizes whose disks the node image formats have none left for it.
 *
 * The cluster needs the driver: the AKS extension `microsoft.azurecontainerstoragev2` (Azure
 * Container Storage 2), or its open-source chart
 * `oci://localcsidriver.azurecr.io/acstor/charts/local-csi-driver`. Its DaemonSet tolerates every
 * taint.
 *
 * @see Azure/local-csi-driver `docs/user-guide.md`, `charts/latest/README.md` (2026-11)
 */
export class LocalNvmeStorageClass extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: LocalNvmeStorageClassProps = {}) {
    super(scope, id);
    this.name = props.name ?? localNvmeStorageClassName;
    new k8s.KubeStorageClass(this, 'storage-class', {
      metadata: objectMetadata({ name: this.name, partOf: props.partOf }, syncWaves.prerequisite),
      provisioner: 'localdisk.csi.acstor.io',
      reclaimPolicy: 'Delete',
      // The volume is on the node that the scheduler selects for the pod.
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    });
  }
}
