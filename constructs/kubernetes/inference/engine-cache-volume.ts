import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { type EngineCache, localNvmeStorageClassName } from '../../../lib/engine/inference/engine-cache';
import { syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';

/** Input of an EngineCacheVolume. */
export interface EngineCacheVolumeProps {
  /** Workload that writes to the volume. */
  readonly workload: string;
  /** Namespace of a new claim. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Kind of volume of the cache. */
  readonly cache: EngineCache;
  /** Size limit of the volume in GiB. */
  readonly sizeGiB: number;
}

const volumeName = 'cache';

/**
 * The volume for the downloads and compiled kernels of an engine. It always has a size limit: an
 * unlimited volume fills the node's disk, and the kubelet evicts other pods.
 *
 * Local NVMe is a generic ephemeral volume. The driver rejects claims that outlive their pod,
 * because the disk does not outlive its node.
 *
 * @see Azure/local-csi-driver `docs/user-guide.md` (2026-11)
 */
export class EngineCacheVolume extends Construct {
  /** Volume for the pod. */
  readonly volume: k8s.Volume;
  /** GiB of the node's OS disk that the volume may use. */
  readonly nodeDiskGiB: number;

  constructor(scope: Construct, id: string, props: EngineCacheVolumeProps) {
    super(scope, id);
    const { cache, sizeGiB } = props;
    const size = k8s.Quantity.fromString(`${sizeGiB}Gi`);
    this.nodeDiskGiB = cache.type === 'ephemeral-disk' ? sizeGiB : 0;
    this.volume = { name: volumeName, ...this.content(props, cache, size) };
  }

  private content(
    props: EngineCacheVolumeProps,
    cache: EngineCache,
    size: k8s.Quantity,
  ): Omit<k8s.Volume, 'name'> {
    if (cache.type === 'ephemeral-disk') return { emptyDir: { sizeLimit: size } };
    if (cache.type === 'local-nvme') {
      return {
        ephemeral: {
          volumeClaimTemplate: {
            spec: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: cache.storageClassName ?? localNvmeStorageClassName,
              resources: { requests: { storage: size } },
            },
          },
        },
      };
    }
    if (cache.storageClassName !== undefined) {
      const { workload, namespace, partOf } = props;
      new k8s.KubePersistentVolumeClaim(this, 'persistent-volume-claim', {
        // In the wave of the pods: a claim may wait for its first pod.
        metadata: objectMetadata({ name: cache.claimName, namespace, workload, partOf }, syncWaves.workload),
        spec: {
          accessModes: [cache.accessMode],
          storageClassName: cache.storageClassName,
          resources: { requests: { storage: size } },
        },
      });
    }
    return { persistentVolumeClaim: { claimName: cache.claimName } };
  }
}
