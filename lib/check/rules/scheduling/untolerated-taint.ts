import { listAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { selectedPools } from '../../views/candidate-pools';
import { untolerated } from '../../views/node-pools';
import { podField, podsOf } from '../../views/pods';

/** A Deployment on a pool, by the smallest text that is one. */
const deployment = (spec: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: vllm, namespace: models }
spec:
  selector: { matchLabels: { app: vllm } }
  template:
    metadata: { labels: { app: vllm } }
    spec:
      ${spec}
      containers: [{ name: vllm, image: "vllm/vllm-openai:v0.32.0" }]
`;

const pools = {
  resource: {
    azurerm_kubernetes_cluster_node_pool: {
      gpu: {
        name: 'gpu',
        vm_size: 'Standard_NC24ads_A100_v4',
        node_labels: { sku: 'gpu' },
        node_taints: ['sku=gpu:NoSchedule'],
        max_count: 2,
      },
      cpu: { name: 'cpu', vm_size: 'Standard_D8s_v5', max_count: 3 },
    },
  },
};

export const untoleratedTaint: Rule = {
  id: 'scheduling/untolerated-taint',
  title: 'A pod tolerates the taints of a pool that its selector admits',
  severity: 'error',
  why: 'The pod stays pending for ever: AKS adds no tolerations, and the autoscaler does not add a node that would not help.',
  source: 'Azure/AKS#1449; kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: deployment('nodeSelector: { sku: gpu }'), terraform: pools },
  good: {
    kubernetes: deployment(
      'nodeSelector: { sku: gpu }\n      tolerations: [{ key: sku, value: gpu, effect: NoSchedule }]',
    ),
    terraform: pools,
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
