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
  title: 'The device plugin must run on every GPU node pool',
  severity: 'error',
  why: 'Kubernetes does not see the GPUs of a node without the device plugin. AKS adds a second taint to spot node pools, which the plugin must tolerate too.',
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
      // One device plugin per pool works as well as one for all pools.
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
              ? `The device plugin does not select the nodes of pool ${pool.name ?? '?'}, so Kubernetes does not see their GPUs.`
              : `The device plugin does not tolerate ${nearest.taints.map((taint) => taint.toAksString()).join(', ')} of node pool ${pool.name ?? '?'}, so Kubernetes does not see the GPUs of its nodes.`,
          expected: 'a device plugin on every GPU node pool',
          fix: nearest === undefined ? 'Extend the node selector to the pool.' : 'Add the toleration.',
        },
      ];
    });
  },
};
