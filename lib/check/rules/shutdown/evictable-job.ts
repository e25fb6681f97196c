import { fieldPath } from '../../../values/json';
import type { Rule } from '../../rule';
import { podField, podsOf } from '../../views/pods';
import { scaledJobExample } from '../example-manifests';

const name = 'cluster-autoscaler.kubernetes.io/safe-to-evict';

export const evictableJob: Rule = {
  id: 'shutdown/evictable-job',
  title: 'The pods of a ScaledJob must set the annotation safe-to-evict',
  severity: 'warning',
  why: 'The cluster autoscaler evicts pods to save a node, including pods of Jobs. An hour of work starts again on another GPU node, which Azure must create first.',
  source:
    'kubernetes/autoscaler cluster-autoscaler/FAQ.md, "What types of pods can prevent CA from removing a node?" (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledJobExample() },
  good: { kubernetes: scaledJobExample({ annotations: `{ ${name}: "false" }` }) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      if (pod.owner.object.kind !== 'ScaledJob' || pod.annotations[name] !== undefined) return [];
      return [
        {
          in: pod.owner,
          field: fieldPath(podField(pod, 'metadata.annotations'), name),
          message: 'The annotation is not set, so the cluster autoscaler can evict a job while it runs.',
          expected: '"false"',
          fix: 'Add the annotation to the pod template.',
        },
      ];
    }),
};
