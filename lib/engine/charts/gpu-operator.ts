import { charts } from '../../facts/versions';
import type { Toleration } from '../../values/taint';
import type { Placement } from '../scheduling/placement';
import { chartOf } from './application-source';
import { chartPlacementValues, mergeChartValues } from './chart-placement';
import { clusterKinds, externalSyncWaves, type KnownApplication } from './known-application';

/** Input of the GPU Operator. */
export interface GpuOperatorInput {
  /** Tolerations of every GPU pool, from `tolerationsOfAll()`. */
  readonly gpuTolerations: readonly Toleration[];
  /**
   * Nodes for the operator and the controllers of Node Feature Discovery: not GPU nodes.
   *
   * @default any node without taints
   */
  readonly placement?: Placement;
}

/** Toleration that NVIDIA's charts have by default. A list in the values replaces it. */
const nvidiaTaint: Toleration = { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' };

/**
 * By default the toolkit writes its part of containerd's configuration in the version that
 * `containerd config dump` prints: 3 or 4 with containerd 2. The file of AKS has version 2, so
 * containerd would stop, and the node would become NotReady. With this variable the toolkit reads
 * the version in the file.
 *
 * @see NVIDIA/gpu-operator#2646, NVIDIA/aicr#1688; NVIDIA/nvidia-container-toolkit v1.20.0
 * `cmd/nvidia-ctk-installer/container/runtime/runtime.go` (2026-12)
 */
export const containerdConfigSource = {
  name: 'RUNTIME_CONFIG_SOURCE',
  value: 'file=/etc/containerd/config.toml',
} as const;

/**
 * NVIDIA's GPU Operator: driver, container toolkit, device plugin, metrics and labels of GPU nodes.
 * It conflicts with AKS's driver and with another device plugin: the pools need `gpu_driver =
 * "None"`.
 *
 * @see NVIDIA/gpu-operator#2783, `deployments/gpu-operator/values.yaml`;
 * learn.microsoft.com/azure/aks/nvidia-gpu-operator (2026-11)
 */
export function gpuOperator({ gpuTolerations, placement }: GpuOperatorInput): KnownApplication {
  const tolerations = [nvidiaTaint, ...gpuTolerations.filter(({ key }) => key !== nvidiaTaint.key)].map(
    (toleration) => ({ ...toleration }),
  );
  return {
    name: 'gpu-operator',
    namespace: 'gpu-operator',
    // The pods load kernel modules and write to the node.
    podSecurity: 'privileged',
    source: {
      ...chartOf(charts.gpuOperator),
      values: mergeChartValues(
        {
          driver: { enabled: true },
          toolkit: { enabled: true, env: [{ ...containerdConfigSource }] },
          nfd: { enabled: true },
          // Helm never upgrades definitions, so the chart has jobs that do. Argo CD applies the
          // definitions with every sync.
          operator: { upgradeCRD: false, cleanupCRD: false },
          daemonsets: { tolerations },
          // The worker labels the GPU nodes. The pods of the operator select these labels.
          'node-feature-discovery': { worker: { tolerations } },
        },
        chartPlacementValues(placement, [
          'operator',
          'node-feature-discovery.master',
          'node-feature-discovery.gc',
        ]),
      ),
    },
    clusterKinds: [
      clusterKinds.definitions,
      ...clusterKinds.clusterRoles,
      { group: 'nfd.k8s-sigs.io', kind: 'NodeFeatureRule' },
      { group: 'nvidia.com', kind: 'ClusterPolicy' },
      { group: 'nvidia.com', kind: 'NVIDIADriver' },
    ],
    namespaced: true,
    syncWave: externalSyncWaves.nodes,
    // Deleting the driver stops running models.
    onDelete: 'orphan',
  };
}
