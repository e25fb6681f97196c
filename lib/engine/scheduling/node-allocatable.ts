import type { VmSizeFacts } from '../../facts/vm-sizes';

/** What pods can have of a node. */
export interface NodeAllocatable {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

const mib = 2 ** 20;
const gib = 2 ** 30;

/**
 * What AKS keeps of the CPU, in millicores by cores.
 * Source: learn.microsoft.com/azure/aks/node-resource-reservations (2026-11).
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
 * The part of a VM that its agents take before any workload: kube-proxy or Cilium, CSI, monitoring, Defender, policy. They
 * request about this much on a cluster with every add-on of this platform.
 */
const daemonSets: NodeAllocatable = { cpuMillis: 1000, memoryBytes: 2 * gib };

/** The kernel and the hypervisor: a VM never shows all of its memory. */
const visibleMemoryShare = 0.97;

/** What is left of a node for workloads. Memory of the kubelet: 20 MB a pod and 50 MB, at most a quarter (since AKS 1.29). */
export function nodeAllocatable(vmSize: VmSizeFacts, maxPods: number): NodeAllocatable {
  const visible = vmSize.memoryGiB * gib * visibleMemoryShare;
  const kubelet = Math.min((20 * maxPods + 50) * 1e6, visible / 4);
  const cpuReserved = reservedCpuMillis.find(([cores]) => vmSize.vcpus >= cores)?.[1] ?? 60;
  return {
    cpuMillis: vmSize.vcpus * 1000 - cpuReserved - daemonSets.cpuMillis,
    memoryBytes: Math.floor(visible - kubelet - evictionBytes - daemonSets.memoryBytes),
  };
}
