import { listAt, mapAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { describeLabels, matchesLabels, podField, podsOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const deployment = (label: string) =>
  deploymentExample('command: [run]', {
    pod: `topologySpreadConstraints:
        - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: ${label} } } }`,
  });

export const spreadOfOthers: Rule = {
  id: 'scheduling/spread-of-others',
  title: 'A topology spread constraint must select its own pods',
  severity: 'warning',
  why: 'A constraint that counts other pods does not spread this workload. All replicas can run on one node and fail with it.',
  source: 'kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: deployment('other') },
  good: { kubernetes: deployment('app') },
  check: (picture) =>
    podsOf(picture).flatMap((pod) =>
      listAt(pod.spec, 'topologySpreadConstraints').flatMap((constraint, index) => {
        const selector = mapAt(constraint, 'labelSelector.matchLabels');
        if (Object.keys(selector).length === 0 || matchesLabels(selector, pod.labels)) return [];
        // Controllers add these labels to pods; templates do not have them.
        if (Object.keys(selector).some((key) => /leaderworkerset|pod-index|statefulset|job-/.test(key)))
          return [];
        return [
          {
            in: pod.owner,
            field: podField(pod, `spec.topologySpreadConstraints[${index}].labelSelector`),
            message: `The constraint counts pods with ${describeLabels(selector)}, but its own pods do not have these labels, so they can all run on one node.`,
            expected: 'labels of the pod template',
            fix: 'Use the labels of the pod template.',
          },
        ];
      }),
    ),
};
