import type { Rule } from '../../rule';
import { type LabelDemand, labelDemandsOf, labelledPools, selectorField } from '../../views/candidate-pools';
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

export const unknownNodeLabel: Rule = {
  id: 'scheduling/unknown-node-label',
  title: 'The labels that a pod demands are those of some pool',
  severity: 'error',
  why: 'No node will ever have the label: the pod stays pending, and a pool of 0 nodes does not grow for it.',
  source: 'Azure/AKS#2832; kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: deployment('nodeSelector: { sku: gpus }'), terraform: pools },
  good: { kubernetes: deployment('nodeSelector: { sku: gpu }'), terraform: pools },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const ways = labelDemandsOf(pod).filter((demands) => demands.length > 0);
      if (ways.length === 0 || labelledPools(picture, pod)?.length !== 0) return [];
      return [
        {
          in: pod.owner,
          field: podField(pod, selectorField(pod)),
          message: ways.map((demands) => demands.map(describeDemand).join(', ')).join('; or '),
          expected: 'labels that one node pool has together',
          fix: 'Correct the label, or add it to node_labels of the pool.',
        },
      ];
    }),
};

function describeDemand({ key, values }: LabelDemand): string {
  return values === undefined ? key : `${key}=${values.join(' or ')}`;
}
