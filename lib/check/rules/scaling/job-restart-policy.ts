import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { podField, podsOf } from '../../views/pods';
import { scaledJobExample } from '../example-manifests';

export const jobRestartPolicy: Rule = {
  id: 'scaling/job-restart-policy',
  title: 'A Job that KEDA makes may end',
  severity: 'error',
  why: 'A Job takes Never or OnFailure; the default of a pod is Always. The ScaledJob is accepted, and each Job that it makes is refused.',
  source: 'kubernetes.io/docs/concepts/workloads/controllers/job, "Pod template" (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledJobExample() },
  good: { kubernetes: scaledJobExample({ pod: 'restartPolicy: Never,' }) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const { kind } = pod.owner.object;
      if (kind !== 'ScaledJob' && kind !== 'Job' && kind !== 'CronJob') return [];
      const policy = textAt(pod.spec, 'restartPolicy');
      if (policy === 'Never' || policy === 'OnFailure' || policy?.includes('{{')) return [];
      return [
        {
          in: pod.owner,
          field: podField(pod, 'spec.restartPolicy'),
          message: policy === undefined ? 'left out, which is Always' : `"${policy}"`,
          expected: 'Never or OnFailure',
          fix: 'Set restartPolicy: Never.',
        },
      ];
    }),
};
