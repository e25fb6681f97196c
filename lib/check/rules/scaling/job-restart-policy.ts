import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { podField, podsOf } from '../../views/pods';
import { scaledJobExample } from '../example-manifests';

export const jobRestartPolicy: Rule = {
  id: 'scaling/job-restart-policy',
  title: 'The pods of a Job must have the restartPolicy Never or OnFailure',
  severity: 'error',
  why: 'The default restartPolicy of a pod is Always, which a Job does not support. Kubernetes accepts the ScaledJob but rejects every Job that KEDA creates from it.',
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
          message: `restartPolicy is ${policy === undefined ? 'not set, which means Always' : `"${policy}"`}, so Kubernetes rejects ${kind === 'Job' ? 'the Job' : `every Job of the ${kind}`}.`,
          expected: 'restartPolicy Never or OnFailure',
          fix: 'Set restartPolicy: Never.',
        },
      ];
    }),
};
