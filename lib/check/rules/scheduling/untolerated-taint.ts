import { listAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { selectedPools } from '../../views/candidate-pools';
import { untolerated } from '../../views/node-pools';
import { podField, podsOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';
import { labeledPoolsExample } from '../example-terraform';

export const untoleratedTaint: Rule = {
  id: 'scheduling/untolerated-taint',
  title: 'A pod tolerates the taints of a pool that its selector admits',
  severity: 'error',
  why: 'The pod stays pending for ever: AKS adds no tolerations, and the autoscaler does not add a node that would not help.',
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
          message: `without a toleration of ${taints}, of the pool ${nearest!.pool.name ?? '?'}${selected.length > 1 ? ', which comes nearest' : ''}`,
          expected: 'tolerations of every taint of a pool that the selector admits',
          fix: 'Add the tolerations, or select a pool without these taints.',
        },
      ];
    }),
};
