import { listAt } from '../../json';
import type { Rule } from '../../rule';
import { nodePoolsOf, untolerated } from '../../views/node-pools';
import { podField, podsOf } from '../../views/pods';

const pools = (body: object) => ({
  resource: {
    azurerm_kubernetes_cluster_node_pool: {
      gpu: { name: 'gpu', vm_size: 'Standard_NC24ads_A100_v4', max_count: 2, ...body },
    },
  },
});

const plugin = (tolerations: string) => `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: nvidia-device-plugin, namespace: gpu-resources }
spec:
  template:
    spec:
      tolerations: ${tolerations}
      containers: [{ name: plugin, image: "nvcr.io/nvidia/k8s-device-plugin:v0.20.0" }]
`;
const spot = { node_taints: ['sku=gpu:NoSchedule'], priority: 'Spot' };

export const pluginTolerations: Rule = {
  id: 'gpu/plugin-tolerations',
  title: 'The device plugin runs on every pool with GPUs',
  severity: 'error',
  why: 'A pool with a taint of its own keeps the plugin away: its nodes have GPUs that Kubernetes does not see. A spot pool has a second taint that nobody wrote.',
  source: 'NVIDIA/k8s-device-plugin#68; Azure/AKS#4418 (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: plugin('[{ key: sku, value: gpu, effect: NoSchedule }]'), terraform: pools(spot) },
  good: { kubernetes: plugin('[{ operator: Exists }]'), terraform: pools(spot) },
  check: (picture) =>
    podsOf(picture)
      .filter(({ containers }) => containers.some(({ image }) => image?.includes('k8s-device-plugin')))
      .flatMap((pod) =>
        nodePoolsOf(picture).flatMap((pool) => {
          if (pool.vmSize?.gpu === undefined || pool.isUnknown) return [];
          const missing = untolerated(pool, listAt(pod.spec, 'tolerations'));
          if (missing.length === 0) return [];
          return [
            {
              in: pod.owner,
              field: podField(pod, 'spec.tolerations'),
              is: `without a toleration of ${missing.map((taint) => taint.toAksString()).join(', ')}, of the pool ${pool.name ?? '?'}`,
              mustBe: 'tolerations of the taints of every pool with GPUs',
              fix: 'Add the toleration.',
            },
          ];
        }),
      ),
};
