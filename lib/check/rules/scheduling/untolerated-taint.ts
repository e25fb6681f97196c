import { listAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { selectedPools } from '../../views/candidate-pools';
import { untolerated } from '../../views/node-pools';
import { podField, podsOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';
import { labeledPoolsExample } from '../example-terraform';

export const untoleratedTaint: Rule = {
  id: 'scheduling/untolerated-taint',
  title: 'A pod must tolerate the taints of its node pool',
  severity: 'error',
  why: 'AKS adds no tolerations, and the cluster autoscaler adds no node that the pod cannot use. The pod stays Pending.',
  source: 'Azure/AKS#1449; kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: vllmExample({ pod: 'nodeSelector: { sku: gpu }' }), terraform: labeledPoolsExample },
  good: {
    kubernetes: vllmExample({
      pod: `nodeSelector: { sku: gpu }
      tolerations: [{ key: sku, value: gpu, effect: NoSchedule }]`,
    }),
    terraform: labeledPoolsExample,
  },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const selected = selectedPools(picture, pod);
      if (selected === undefined || selected.length === 0 || pod.owner.object.kind === 'DaemonSet') return [];
      const tolerations = listAt(pod.spec, 'tolerations');
      const missing = selected.map((pool) => ({ pool, taints: untolerated(pool, tolerations) }));
      if (missing.some(({ taints }) => taints.length === 0)) return [];
      const [nearest] = [...missing].sort((a, b) => a.taints.length - b.taints.length);
      const taints = nearest!.taints.map((taint) => taint.toAksString()).join(', ');
      return [
        {
          in: pod.owner,
          field: podField(pod, 'spec.tolerations'),
          message: `Pod does not tolerate ${taints} of node pool ${nearest!.pool.name ?? '?'}${selected.length > 1 ? ' or the taints of any other pool that it selects' : ''}, so it stays Pending.`,
          expected: 'a toleration for every taint of a node pool that the pod selects',
          fix: 'Add the tolerations, or select a node pool without these taints.',
        },
      ];
    }),
};
