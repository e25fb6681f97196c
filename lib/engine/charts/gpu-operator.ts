import { charts } from '../../facts/versions';
import type { Toleration } from '../../values/taint';
import type { Placement } from '../scheduling/placement';
import { chartOf } from './application-source';
import { chartPlacementValues, mergeChartValues } from './chart-placement';
import { clusterKinds, externalSyncWaves, type KnownApplication } from './known-application';

/** Input of the GPU Operator. */
export interface GpuOperatorInput {
  /** What lets a pod onto every GPU pool: `tolerationsOfAll()` of them. */
  readonly gpuTolerations: readonly Toleration[];
  /** Where the operator itself and the controllers of Node Feature Discovery run: not on a GPU. Default: any node without taints. */
  readonly placement?: Placement;
}

/** The taint that NVIDIA's own charts tolerate by default; a list in the values replaces theirs. */
const nvidiaTaint: Toleration = { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' };

/**
 * NVIDIA's GPU Operator: driver, container toolkit, device plugin, metrics and labels of GPU nodes. The pools must be made without
 * AKS's driver (`gpu_driver = "None"`), and without our own device plugin: two of each fight over the node.
 *
 * Sources (2026-11): NVIDIA/gpu-operator#2783, `deployments/gpu-operator/values.yaml`;
 * learn.microsoft.com/azure/aks/nvidia-gpu-operator.
 */
export function gpuOperator({ gpuTolerations, placement }: GpuOperatorInput): KnownApplication {
  const tolerations = [nvidiaTaint, ...gpuTolerations.filter(({ key }) => key !== nvidiaTaint.key)].map(
    (toleration) => ({ ...toleration }),
  );
  return {
    name: 'gpu-operator',
    namespace: 'gpu-operator',
    // Loads kernel modules and writes to the node.
    podSecurity: 'privileged',
    source: {
      ...chartOf(charts.gpuOperator),
      values: mergeChartValues(
        {
          driver: { enabled: true },
          toolkit: { enabled: true },
          nfd: { enabled: true },
          // Helm never upgrades definitions, so the chart has jobs for it. Argo CD applies them with every sync.
          operator: { upgradeCRD: false, cleanupCRD: false },
          daemonsets: { tolerations },
          // It labels the GPU nodes, which the operator's own pods select.
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
    syncWave: externalSyncWaves.controllers,
    // The driver would be pulled out from under running models.
    onDelete: 'orphan',
  };
}
