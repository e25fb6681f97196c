/** GPUs of a VM size. `CustomVmSizeDefinition` has the same fields. */
export interface GpuFacts {
  /** NVIDIA's name: `T4`, `A10`, `A100`, `H100`, `H200`, `RTX PRO 6000`. */
  readonly model: string;
  /** GPUs of a node. */
  readonly count: number;
  /** Nominal memory of one GPU, GB, as Azure documents it. */
  readonly memoryGb: number;
  /**
   * Memory of one GPU that CUDA provides to a process, GiB.
   *
   * @default that of the same GPU in the sizing, otherwise 0.9 to 0.99 per nominal GB
   */
  readonly usableGiB?: number;
  readonly computeCapability: string;
  /**
   * Branch of NVIDIA's driver that AKS installs: 580 is R580, which supports CUDA 13. 0: AKS
   * installs no driver, so that the platform needs `gpuStack: 'gpu-operator'`.
   *
   * @default unknown
   */
  readonly driverBranch?: number;
  /**
   * `grid`: a virtual GPU, which needs the GRID driver. Only AKS installs it; the GPU Operator
   * installs the data center driver.
   *
   * @default cuda, the data center driver
   */
  readonly driverKind?: 'cuda' | 'grid';
  /**
   * Whether Azure keeps MIG on, with one instance for the whole GPU. CUDA then finds the GPU by the
   * id of its MIG instance only.
   *
   * @default false
   */
  readonly isMigDevice?: boolean;
}

/** Facts of a VM size, as Azure documents them. */
export interface VmSizeFacts {
  readonly vcpus: number;
  readonly memoryGiB: number;
  /** Temporary disk, GiB; 0 if the size has none. An ephemeral OS disk must fit on it. */
  readonly tempDiskGiB: number;
  /** NVMe disks, GiB each. The node image does not mount them. */
  readonly nvmeDisksGiB?: readonly number[];
  readonly gpu?: GpuFacts;
}
