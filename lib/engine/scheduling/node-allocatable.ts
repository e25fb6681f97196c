import type { VmSizeFacts } from '../../facts/vm-sizes';

/** Resources of a node for pods. */
export interface NodeAllocatable {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

const mib = 2 ** 20;
const gib = 2 ** 30;

/**
 * CPU that AKS reserves, in millicores by cores.
 *
 * @see learn.microsoft.com/azure/aks/node-resource-reservations (2026-11)
 */
const reservedCpuMillis: readonly (readonly [cores: number, millis: number])[] = [
  [64, 740],
  [32, 420],
  [16, 260],
  [8, 180],
  [4, 140],
  [2, 100],
  [1, 60],
];

/** Hard eviction threshold of the kubelet on AKS. */
const evictionBytes = 100 * mib;

/**
 * Requests of the DaemonSets on each node: kube-proxy or Cilium, CSI, monitoring, Defender, policy.
 * An estimate for a cluster with every add-on of this platform.
 */
const daemonSets: NodeAllocatable = { cpuMillis: 1000, memoryBytes: 2 * gib };

/** Share of the memory that a VM reports; kernel and hypervisor use the rest. */
const visibleMemoryShare = 0.97;

/**
 * Resources of a node for workloads. The kubelet reserves 20 MB per pod and 50 MB, at most a
 * quarter of the memory (since AKS 1.29).
 */
export function nodeAllocatable(vmSize: VmSizeFacts, maxPods: number): NodeAllocatable {
  const visible = vmSize.memoryGiB * gib * visibleMemoryShare;
  const kubelet = Math.min((20 * maxPods + 50) * 1e6, visible / 4);
  const cpuReserved = reservedCpuMillis.find(([cores]) => vmSize.vcpus >= cores)?.[1] ?? 60;
  return {
    cpuMillis: vmSize.vcpus * 1000 - cpuReserved - daemonSets.cpuMillis,
    memoryBytes: Math.floor(visible - kubelet - evictionBytes - daemonSets.memoryBytes),
  };
}
