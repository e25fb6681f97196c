import { isJsonObject, listAt, mapAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { describeLabels, matchesLabels, podField, podsOf } from '../../views/pods';
import { hasUnseenPods } from '../../views/unseen-pods';
import { deploymentExample } from '../example-manifests';

const deployment = (label: string) => `${deploymentExample('command: [run]', {
  pod: `affinity:
        podAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - { topologyKey: topology.kubernetes.io/zone, labelSelector: { matchLabels: { app: ${label} } } }`,
})}---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: cache, namespace: apps }
spec:
  template:
    metadata: { labels: { app: cache } }
    spec: { containers: [{ name: cache, image: "cache:1.0.0" }] }
`;

export const affinityToNobody: Rule = {
  id: 'scheduling/affinity-to-nobody',
  title: 'A required pod affinity must match existing pods',
  severity: 'error',
  why: 'If no pod has the labels of a required affinity term, the scheduler can never place the pod, no matter how many nodes the cluster has.',
  source: 'kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node "Inter-pod affinity" (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: deployment('caches') },
  good: { kubernetes: deployment('cache') },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const path = 'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution';
      return listAt(pod.spec, path).flatMap((term, index) => {
        const selector = mapAt(term, 'labelSelector.matchLabels');
        const isElsewhere =
          listAt(term, 'namespaces').length > 0 || isJsonObject(valueAt(term, 'namespaceSelector'));
        if (Object.keys(selector).length === 0 || isElsewhere || hasUnseenPods(picture, pod.namespace))
          return [];
        const near = podsOf(picture).filter(({ namespace }) => namespace === pod.namespace);
        if (near.some(({ labels }) => matchesLabels(selector, labels))) return [];
        return [
          {
            in: pod.owner,
            field: podField(pod, `spec.${path}[${index}].labelSelector`),
            message: `Pod affinity requires a pod with ${describeLabels(selector)}, but no pod in the namespace has these labels, so the pod stays Pending.`,
            expected: 'labels of an existing pod template',
            fix: 'Use the labels of the other pod template, or change the term to preferredDuringSchedulingIgnoredDuringExecution.',
          },
        ];
      });
    }),
};
