import { listAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { knownPools, labelledPools, selectorField } from '../../views/candidate-pools';
import { untolerated } from '../../views/node-pools';
import { podField, podsOf } from '../../views/pods';
import { devicePluginExample } from '../example-manifests';
import { gpuPoolExample } from '../example-terraform';

const spot = { node_taints: ['sku=gpu:NoSchedule'], priority: 'Spot' };

export const pluginTolerations: Rule = {
  id: 'gpu/plugin-tolerations',
  title: 'The device plugin runs on every pool with GPUs',
  severity: 'error',
  why: 'A pool with a taint of its own keeps the plugin away: its nodes have GPUs that Kubernetes does not see. A spot pool has a second taint that nobody wrote.',
  source: 'NVIDIA/k8s-device-plugin#68; Azure/AKS#4418 (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: {
    kubernetes: devicePluginExample('[{ key: sku, value: gpu, effect: NoSchedule }]'),
    terraform: gpuPoolExample(spot),
  },
  good: { kubernetes: devicePluginExample('[{ operator: Exists }]'), terraform: gpuPoolExample(spot) },
  check: (picture) => {
    const nvidia = podsOf(picture).filter(({ containers }) =>
      containers.some(({ image }) => /(?:k8s|nvidia)-device-plugin/.test(image ?? '')),
    );
    const [first] = nvidia;
    if (first === undefined) return [];
    return (knownPools(picture) ?? []).flatMap((pool) => {
      if (pool.vmSize?.gpu === undefined) return [];
      // One for each pool is as good as one for all.
      const admitting = nvidia.filter((pod) => labelledPools(picture, pod)?.includes(pool));
      const missing = admitting.map((pod) => ({
        pod,
        taints: untolerated(pool, listAt(pod.spec, 'tolerations')),
      }));
      if (missing.some(({ taints }) => taints.length === 0)) return [];
      const [nearest] = [...missing].sort((a, b) => a.taints.length - b.taints.length);
      const pod = nearest?.pod ?? first;
      return [
        {
          in: pod.owner,
          field: podField(pod, nearest === undefined ? selectorField(pod) : 'spec.tolerations'),
          message:
            nearest === undefined
              ? `not for nodes of the pool ${pool.name ?? '?'}, which have GPUs`
              : `without a toleration of ${nearest.taints.map((taint) => taint.toAksString()).join(', ')}, of the pool ${pool.name ?? '?'}`,
          expected: 'on every pool with GPUs',
          fix: nearest === undefined ? 'Let its selector admit the pool.' : 'Add the toleration.',
        },
      ];
    });
  },
};
