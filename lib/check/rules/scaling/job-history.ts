import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scaledJobExample } from '../example-manifests';

const limits = ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit'];
const maximum = 50;

export const jobHistory: Rule = {
  id: 'scaling/job-history',
  title: 'A ScaledJob must limit the finished Jobs that it keeps',
  severity: 'warning',
  why: 'By default KEDA keeps 100 successful and 100 failed Jobs with their pods. They count against quotas and slow down every list of pods.',
  source: 'keda.sh/docs/2.20/reference/scaledjob-spec, "successfulJobsHistoryLimit" (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledJobExample({ fields: 'successfulJobsHistoryLimit: 3' }) },
  good: {
    kubernetes: scaledJobExample({ fields: 'successfulJobsHistoryLimit: 3\n  failedJobsHistoryLimit: 10' }),
  },
  check: (picture) =>
    picture
      .ofKind('ScaledJob')
      .filter(({ object }) => object['spec'] !== undefined)
      .flatMap((found) =>
        limits.flatMap((limit) => {
          const kept = numberAt(found.object, `spec.${limit}`);
          // Kubernetes deletes these Jobs by itself.
          const isRemoved = numberAt(found.object, 'spec.jobTargetRef.ttlSecondsAfterFinished') !== undefined;
          if (isRemoved || (kept ?? 100) <= maximum) return [];
          return [
            {
              in: found,
              field: `spec.${limit}`,
              message: `${limit} is ${kept ?? 'not set'}, so KEDA keeps ${kept ?? 100} finished Jobs and their pods.`,
              expected: `${limit} of ${maximum} or less`,
              fix: `Set ${limit}: ${limit.startsWith('failed') ? 10 : 3}.`,
            },
          ];
        }),
      ),
};
