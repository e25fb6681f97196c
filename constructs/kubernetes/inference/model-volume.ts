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
  /** Prefix of the names of the claim and the volume: the name of the workload and `-model`. */
  readonly name: string;
  /** Namespace of the pods. @default the namespace of the chart */
  readonly namespace?: string;
  /** Workload that reads the volume. @default `name` */
  readonly workload?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Location of the files. */
  readonly source: MountedModelSource;
  /** Mount path in the container. @default '/models' */
  readonly mountPath?: string;
}

const volumeName = 'model';
/** The field is required, but has no effect for an existing container or share. */
const nominalSize = '1Ti';

/**
 * Mount options that stream blobs through memory. The default caches whole files on the node's
 * temporary disk and fails for larger models: on some GPU sizes this disk is smaller than the GPU
 * memory. Blocks have 16 MiB, the driver prefetches 11 blocks, and it uses at most 2 GiB of the
 * node's memory, which counts toward no pod's limit.
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
  // Do not list the whole container at each mount: Azure bills the listing.
  '--cancel-list-on-mount-seconds=10',
  '--log-level=LOG_WARNING',
];

/**
 * @see kubernetes-sigs/azurefile-csi-driver `docs/workload-identity-static-pv-mount.md` (2026-11)
 */
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
 * A read-only volume with the model files of a storage account or claim.
 *
 * For a storage account it creates a PersistentVolume and its claim. The driver signs in with the
 * ServiceAccount token of the pod that mounts the volume, so the identity needs a federated
 * identity credential for that ServiceAccount. The cluster provides the drivers; the blob driver is
 * an AKS option that must be enabled.
 *
 * Kubernetes cannot change the source of a volume or the volume of a claim. The names of both
 * therefore derive from the storage: a server that moves to another container gets a new pair, and
 * Argo CD prunes the old pair when no pod mounts it.
 *
 * @see (2026-11) kubernetes-sigs/blob-csi-driver (1.27 and newer) and azurefile-csi-driver,
 * `docs/workload-identity-static-pv-mount.md`;
 * kubernetes.io/docs/concepts/storage/persistent-volumes
 */
export class ModelVolume extends Construct {
  /** Volume for the pod. */
  readonly volume: k8s.Volume;
  /** Mount for the container. */
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
    // A PersistentVolume has no namespace, so its name contains the namespace.
    const name = namespace === undefined ? claim.name : `${namespace}-${claim.name}`;
    const accessModes = ['ReadOnlyMany'];
    // Without a class: the default class would create an empty volume for the claim.
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
        // The handle must be unique for each volume and must not contain '#' or '/'.
        csi: { volumeHandle: name, readOnly: true, ...driverOf(source) },
      },
    });
    // A cdk8s chart sets its namespace on every object, but a PersistentVolume has none.
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
          // Without this, the driver reads the account key, and accounts should have no keys.
          mountWithWorkloadIdentityToken: 'true',
          protocol: 'fuse2',
        },
      }
    : {
        driver: 'file.csi.azure.com',
        volumeAttributes: { ...attributes, protocol: 'smb', shareName: source.share },
      };
}
