import { fieldPath } from '../../../values/json';
import type { Rule } from '../../rule';
import { podField, podsOf } from '../../views/pods';
import { scaledJobExample } from '../example-manifests';

const name = 'cluster-autoscaler.kubernetes.io/safe-to-evict';

export const evictableJob: Rule = {
  id: 'shutdown/evictable-job',
  title: 'The cluster autoscaler leaves a Job of KEDA alone',
  severity: 'warning',
  why: 'It moves pods together to save a node, those of Jobs too: an hour of work begins anew, on another GPU node that has to be made for it.',
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
          message: 'left out, so that a job is moved while it works',
          expected: '"false"',
          fix: 'Add the annotation to the pod template.',
        },
      ];
    }),
};
