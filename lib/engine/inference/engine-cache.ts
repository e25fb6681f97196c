import type { ProblemList } from '../../problems/problem-list';

/** Where an engine keeps downloaded weights and compiled kernels. */
export type EngineCache =
  /** The node's OS disk, in an emptyDir with a limit. Gone with the pod. */
  | { readonly type: 'ephemeral-disk' }
  /**
   * The node's NVMe disks, as a generic ephemeral volume of the local CSI driver (`localdisk.csi.acstor.io`), which has to be
   * installed. Gone with the pod.
   */
  | {
      readonly type: 'local-nvme';
      /** Default: `local-nvme`, the class that LocalNvmeStorageClass makes. */
      readonly storageClassName?: string;
    }
  /** A claim: a pod that starts again finds the weights. */
  | {
      readonly type: 'persistent-volume-claim';
      readonly claimName: string;
      readonly accessMode: 'ReadWriteOnce' | 'ReadWriteMany';
      /** Makes the claim, with this class and the cache's size. Default: it exists. */
      readonly storageClassName?: string;
    };

/** The StorageClass of the nodes' NVMe disks, unless said otherwise. */
export const localNvmeStorageClassName = 'local-nvme';

/** Adds a problem if pods would wait for a volume that another one has. */
export function checkEngineCache(
  cache: EngineCache,
  pods: { readonly atMost: number | 'autoscaled'; readonly because: string },
  problems: ProblemList,
): void {
  if (cache.type !== 'persistent-volume-claim' || cache.accessMode !== 'ReadWriteOnce') return;
  if (pods.atMost !== 'autoscaled' && pods.atMost <= 1) return;
  problems.add(
    'accessMode',
    `ReadWriteOnce is a volume for the pods of one node, and there are more (${pods.because}): the others would wait for it for ever`,
    'Use ReadWriteMany, or a cache of each pod: ephemeral-disk or local-nvme.',
  );
}
