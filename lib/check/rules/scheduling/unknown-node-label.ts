import type { Rule } from '../../rule';
import { type LabelDemand, labelDemandsOf, labelledPools, selectorField } from '../../views/candidate-pools';
import { podField, podsOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';
import { labeledPoolsExample } from '../example-terraform';

export const unknownNodeLabel: Rule = {
  id: 'scheduling/unknown-node-label',
  title: 'A node selector must match the labels of a node pool',
  severity: 'error',
  why: 'No node ever gets the label, so the pod stays Pending and the cluster autoscaler scales up no pool.',
  source: 'Azure/AKS#2832; kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: vllmExample({ pod: 'nodeSelector: { sku: gpus }' }), terraform: labeledPoolsExample },
  good: { kubernetes: vllmExample({ pod: 'nodeSelector: { sku: gpu }' }), terraform: labeledPoolsExample },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const ways = labelDemandsOf(pod).filter((demands) => demands.length > 0);
      if (ways.length === 0 || labelledPools(picture, pod)?.length !== 0) return [];
      return [
        {
          in: pod.owner,
          field: podField(pod, selectorField(pod)),
          message: `The pod requires a node with ${ways.map((demands) => demands.map(describeDemand).join(' and ')).join(', or with ')}, but no node pool has these labels, so the pod stays Pending.`,
          expected: 'labels that one node pool has',
          fix: 'Correct the label, or add it to node_labels of the node pool.',
        },
      ];
    }),
};

function describeDemand({ key, values }: LabelDemand): string {
  return values === undefined ? key : `${key}=${values.join(' or ')}`;
}
