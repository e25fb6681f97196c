import { vmSizeNames } from '../facts/vm-sizes';
import {
  anyOf,
  boolean,
  type CompleteOf,
  choice,
  type DefinitionOf,
  list,
  number,
  object,
  type Schema,
  text,
  textMap,
  texts,
} from '../values/schema';

const customVmSize = object({
  /** Name of the VM size in Azure: `Standard_NC16ads_A10_v4`. */
  name: text,
  /** Number of vCPUs, 1 to 1024. */
  vcpus: number,
  /** Memory in GiB. */
  memoryGiB: number,
  /** Size of the temporary disk in GiB, 0 for none. An ephemeral OS disk must fit on it. */
  tempDiskGiB: number,
  /**
   * Sizes in GiB of the NVMe disks that the node image does not mount.
   * @default none
   */
  nvmeDisksGiB: list(number).optional(),
  /**
   * GPUs of the VM size. Required on node pools with the role `gpu`.
   * @default none
   */
  gpu: object({
    /** Model of the GPU, as NVIDIA names it: `A100`, `RTX PRO 6000`. */
    model: text,
    /** Number of GPUs of a node, 1 to 16. */
    count: number,
    /** Memory of one GPU in GB, as Azure lists it. */
    memoryGb: number,
    /**
     * Memory of one GPU in GiB that CUDA provides to a process: the total capacity that PyTorch
     * reports.
     * @default known for the GPUs of the table; otherwise between 0.9 and 0.99 for each GB of
     * `memoryGb`
     */
    usableGiB: number.optional(),
    /**
     * CUDA compute capability of the GPU: `9.0`.
     * @see https://developer.nvidia.com/cuda-gpus
     */
    computeCapability: text,
    /**
     * Number of the branch of the NVIDIA driver that AKS installs on the VM size: `580`. 0 if AKS
     * installs none, which requires `gpuStack: 'gpu-operator'`.
     * @default unknown: synth does not check the driver
     */
    driverBranch: number.optional(),
    /**
     * `grid` for a virtual GPU, which needs the GRID driver that only AKS installs.
     * @default `cuda`, the data center driver
     */
    driverKind: choice(['cuda', 'grid']).optional(),
    /**
     * Whether the VM sees each GPU as a MIG instance. The device plugin then uses the MIG strategy
     * `single`.
     * @default false: the VM sees whole GPUs
     */
    isMigDevice: boolean.optional(),
  }).optional(),
});

/** Facts of a VM size that the table in lib/facts/vm-sizes.ts does not contain. */
export interface CustomVmSizeDefinition extends DefinitionOf<typeof customVmSize> {}
const customVmSizeSchema: Schema<CustomVmSizeDefinition> = customVmSize;

const nodePool = object({
  /**
   * Name of the node pool: 1 to 8 lowercase letters and digits, starting with a letter. While AKS
   * replaces the pool, a temporary pool has this name with `temp` appended.
   */
  name: text,
  /**
   * What runs on the node pool.
   *
   * - `system`: components of AKS only. At least 2 nodes with at least 4 vCPUs. A platform has
   *   exactly one.
   * - `cpu`: applications, gateways and agents. No taint. A platform has at least one.
   * - `gpu`: model servers, and other workloads with GPUs.
   */
  role: choice(['system', 'cpu', 'gpu']),
  /**
   * VM size of the nodes: a name from lib/facts/vm-sizes.ts, or the facts of any other size as an
   * object: `{ name: 'Standard_D4as_v5', vcpus: 4, memoryGiB: 16, tempDiskGiB: 0 }`.
   */
  vmSize: anyOf([choice(vmSizeNames), customVmSizeSchema]),
  /**
   * Minimum number of nodes, 0 to 1000; at least 2 for `system`.
   * @default 3 for `system`, which survives the loss of a node during an upgrade; 1 for `cpu`; 0
   * for `gpu`, because idle GPU nodes are expensive
   */
  minNodes: number.optional(),
  /** Maximum number of nodes, 1 to 1000. Your vCPU quota for the VM family must allow it. */
  maxNodes: number,
  /**
   * Number of nodes at creation. After that the cluster autoscaler decides.
   * @default the value of `minNodes`
   */
  initialNodes: number.optional(),
  /**
   * Azure Spot nodes: cheaper, but Azure can evict them at any time with 30 seconds of notice. Not
   * allowed for `system`.
   * @default false, because an eviction ends the requests and jobs on the node
   */
  spot: boolean.default(false),
  /**
   * Kubernetes labels of the nodes. They replace the default labels.
   * @default `sku: 'gpu'` for `gpu`, `sku: 'cpu'` for `cpu`, none for `system`
   */
  labels: textMap.optional(),
  /**
   * Taints of the nodes, each as `key=value:Effect`. They replace the default taints. Not allowed
   * for `system`.
   * @default `sku=gpu:NoSchedule` for `gpu`, which keeps pods without a GPU off the nodes; none for
   * `cpu`
   */
  taints: texts.optional(),
  /**
   * Availability zones of the nodes: `'1'`, `'2'`, `'3'`. List the zones that have the VM size with
   * `az vm list-skus`.
   * @default none: Azure chooses
   */
  zones: texts.default([]),
  /**
   * OS disk of the nodes. It holds images, container logs and caches of models.
   * @default a managed disk of 128 GiB; 512 GiB for `gpu`, because images and models of model
   * servers are large
   */
  osDisk: object({
    /** `Managed`: a remote disk. `Ephemeral`: the temporary disk of the VM, which is faster. */
    type: choice(['Managed', 'Ephemeral']),
    /** Size in GiB, 30 to 2048. An ephemeral disk must fit the temporary disk of the VM size. */
    sizeGiB: number,
  }).optional(),
  /**
   * Maximum number of pods on a node, 30 to 250.
   * @default 110, the number that Kubernetes supports on a node
   */
  maxPods: number.default(110),
  /**
   * How AKS replaces nodes during an upgrade: with additional nodes (`maxSurge`), or by taking
   * nodes out (`maxUnavailable`). Each is a number of nodes (`'1'`) or a percentage (`'33%'`). Not
   * allowed for spot node pools.
   * @default `maxUnavailable: '1'` for `gpu`, because quota and capacity for another GPU node are
   * often missing; `maxSurge: '33%'` for the others
   */
  upgrade: anyOf([
    object({
      /** Number or percentage of nodes that AKS adds during an upgrade. */
      maxSurge: text,
    }),
    object({
      /**
       * Number or percentage of nodes that AKS takes out during an upgrade. Not allowed for
       * `system`.
       */
      maxUnavailable: text,
    }),
  ]).optional(),
  /**
   * Whether all workloads at their maximum number of replicas may request more GPUs than the node
   * pool can have. Some replicas then stay pending.
   * @default false, so that every workload can reach its maximum number of replicas
   */
  overcommit: boolean.default(false),
});

/** A node pool: VMs of one size, which the cluster autoscaler adds and removes. */
export interface NodePoolDefinition extends DefinitionOf<typeof nodePool> {}
/** A node pool with defaults filled in. */
export interface CompleteNodePool extends CompleteOf<typeof nodePool> {}
export const nodePoolSchema: Schema<NodePoolDefinition, CompleteNodePool> = nodePool;
