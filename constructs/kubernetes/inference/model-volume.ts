import { Chart, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  type BlobSource,
  type FileShareSource,
  type MountedModelSource,
  modelMountPath,
} from '../../../lib/engine/inference/model-source';
import { syncWaves } from '../charts/sync-waves';
import { type ObjectIdentity, objectMetadata } from '../pods/object-metadata';

/** Input of a ModelVolume. */
export interface ModelVolumeProps {
  /** What the names of the claim and the volume start with: the workload's name and `-model`. */
  readonly name: string;
  /** Namespace of the pods. @default the namespace of the chart */
  readonly namespace?: string;
  /** Workload that reads it. @default `name` */
  readonly workload?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Where the files are. */
  readonly source: MountedModelSource;
  /** @default `/models` */
  readonly mountPath?: string;
}

const volumeName = 'model';
/** The field is required, and means nothing for a container or share that exists. */
const nominalSize = '1Ti';

/**
 * Blobs are streamed through memory: the default, whole files on the node's temporary disk, fails for models above its size, and the
 * disk of some GPU sizes is smaller than their GPUs' memory. 16 MiB at a time, 11 ahead of the reader, and 2 GiB of the
 * node's memory in all, which no pod's limit counts.
 *
 * @see Azure/azure-storage-fuse `README.md`; kubernetes-sigs/blob-csi-driver `docs` (2026-11)
 */
const blobMountOptions = [
  '-o allow_other',
  '--read-only=true',
  '--block-cache',
  '--block-cache-block-size=16',
  '--block-cache-pool-size=2048',
  '--block-cache-prefetch=11',
  '--use-attr-cache=true',
  '-o attr_timeout=120',
  '-o entry_timeout=120',
  '-o negative_timeout=120',
  // No listing of the whole container at each mount, which is paid for.
  '--cancel-list-on-mount-seconds=10',
  '--log-level=LOG_WARNING',
];

/** @see kubernetes-sigs/azurefile-csi-driver `docs/workload-identity-static-pv-mount.md` (2026-11), and read-only */
const shareMountOptions = [
  'ro',
  'dir_mode=0555',
  'file_mode=0444',
  'mfsymlinks',
  'cache=strict',
  'nosharesock',
  'actimeo=30',
  'nobrl',
];

/**
 * Model files of a storage account or claim as a read-only volume of pods.
 *
 * For a storage account it makes a PersistentVolume and the claim for it. The driver signs in with the token of the ServiceAccount of
 * the pod that mounts it: the identity needs a federated credential for that account, and the pod has to name it. The drivers are
 * those of the cluster: the one for blobs is an AKS add-on that has to be on.
 *
 * A volume's source can never be changed, and the volume of a claim neither. So both are called after the storage that they are: a
 * server that moves to another container gets a new pair, and the old one is pruned once no pod has it mounted.
 *
 * @see (2026-11) kubernetes-sigs/blob-csi-driver (1.27 and newer) and azurefile-csi-driver,
 * `docs/workload-identity-static-pv-mount.md`; kubernetes.io/docs/concepts/storage/persistent-volumes
 */
export class ModelVolume extends Construct {
  /** Goes into the pod. */
  readonly volume: k8s.Volume;
  /** Goes into the container. */
  readonly volumeMount: k8s.VolumeMount;

  constructor(scope: Construct, id: string, props: ModelVolumeProps) {
    super(scope, id);
    const { source } = props;
    const claimName =
      source.type === 'persistent-volume-claim' ? source.claimName : this.addClaim(props, source);
    this.volume = { name: volumeName, persistentVolumeClaim: { claimName, readOnly: true } };
    this.volumeMount = { name: volumeName, mountPath: props.mountPath ?? modelMountPath, readOnly: true };
  }

  private addClaim(props: ModelVolumeProps, source: BlobSource | FileShareSource): string {
    const chartNamespace = Chart.of(this).namespace;
    const { namespace = chartNamespace, workload = props.name, partOf } = props;
    const storageName = source.type === 'blob' ? source.container : source.share;
    const claim: ObjectIdentity = {
      name: `${props.name}-${source.storageAccount}-${storageName}`,
      namespace,
      workload,
      partOf,
    };
    // Volumes have no namespace: the name carries it.
    const name = namespace === undefined ? claim.name : `${namespace}-${claim.name}`;
    const accessModes = ['ReadOnlyMany'];
    // No class: otherwise the default one makes an empty volume for the claim.
    const storageClassName = '';

    const volume = new k8s.KubePersistentVolume(this, 'persistent-volume', {
      metadata: objectMetadata({ name, workload, partOf }, syncWaves.workload),
      spec: {
        capacity: { storage: k8s.Quantity.fromString(nominalSize) },
        accessModes,
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName,
        ...(namespace === undefined ? {} : { claimRef: { namespace, name: claim.name } }),
        mountOptions: source.type === 'blob' ? blobMountOptions : shareMountOptions,
        // The handle only has to be another one for each volume, without '#' and '/'.
        csi: { volumeHandle: name, readOnly: true, ...driverOf(source) },
      },
    });
    // A chart writes its namespace on every object; a PersistentVolume is in none.
    if (chartNamespace !== undefined) volume.addJsonPatch(JsonPatch.remove('/metadata/namespace'));

    new k8s.KubePersistentVolumeClaim(this, 'persistent-volume-claim', {
      metadata: objectMetadata(claim, syncWaves.workload),
      spec: {
        accessModes,
        storageClassName,
        volumeName: name,
        resources: { requests: { storage: k8s.Quantity.fromString(nominalSize) } },
      },
    });
    return claim.name;
  }
}

function driverOf(
  source: BlobSource | FileShareSource,
): Pick<k8s.CsiPersistentVolumeSource, 'driver' | 'volumeAttributes'> {
  const attributes = {
    clientID: source.clientId,
    resourceGroup: source.resourceGroupName,
    storageAccount: source.storageAccount,
    ...(source.subscriptionId === undefined ? {} : { subscriptionID: source.subscriptionId }),
  };
  return source.type === 'blob'
    ? {
        driver: 'blob.csi.azure.com',
        volumeAttributes: {
          ...attributes,
          containerName: source.container,
          // Without this the driver fetches the account's key, which accounts should not have.
          mountWithWorkloadIdentityToken: 'true',
          protocol: 'fuse2',
        },
      }
    : {
        driver: 'file.csi.azure.com',
        volumeAttributes: { ...attributes, protocol: 'smb', shareName: source.share },
      };
}
