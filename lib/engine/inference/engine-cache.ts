import type { ProblemList } from '../../problems/problem-list';

/** Storage for downloaded weights and compiled kernels. */
export type EngineCache =
  /** An emptyDir with a size limit on the node's OS disk. Deleted with the pod. */
  | { readonly type: 'ephemeral-disk' }
  /**
   * A generic ephemeral volume on the node's NVMe disks. Requires the local CSI driver
   * (`localdisk.csi.acstor.io`). Deleted with the pod.
   */
  | {
      readonly type: 'local-nvme';
      /** @default 'local-nvme', the class that LocalNvmeStorageClass creates */
      readonly storageClassName?: string;
    }
  /** A PersistentVolumeClaim: a restarted pod finds the weights. */
  | {
      readonly type: 'persistent-volume-claim';
      readonly claimName: string;
      readonly accessMode: 'ReadWriteOnce' | 'ReadWriteMany';
      /**
       * Creates the claim with this class and the size of the cache.
       *
       * @default none: the claim exists
       */
      readonly storageClassName?: string;
    };

/** Default StorageClass for the nodes' NVMe disks. */
export const localNvmeStorageClassName = 'local-nvme';

/** Adds a problem if several pods share a volume that only one node can mount. */
export function checkEngineCache(
  cache: EngineCache,
  pods: { readonly atMost: number | 'autoscaled'; readonly because: string },
  problems: ProblemList,
): void {
  if (cache.type !== 'persistent-volume-claim' || cache.accessMode !== 'ReadWriteOnce') return;
  if (pods.atMost !== 'autoscaled' && pods.atMost <= 1) return;
  problems.add(
    'accessMode',
    `only one node can mount a ReadWriteOnce volume, so other pods would stay Pending (${pods.because})`,
    'Use ReadWriteMany, or a cache per pod: ephemeral-disk or local-nvme.',
  );
}
