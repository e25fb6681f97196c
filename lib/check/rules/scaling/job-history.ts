import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scaledJobExample } from '../example-manifests';

const limits = ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit'];
const most = 50;

export const jobHistory: Rule = {
  id: 'scaling/job-history',
  title: 'A ScaledJob keeps few finished Jobs',
  severity: 'warning',
  why: 'KEDA keeps a hundred that succeeded and a hundred that failed, each with its pods: they count against quotas and slow every list of pods down.',
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
          // Jobs that remove themselves do not stay.
          const isRemoved = numberAt(found.object, 'spec.jobTargetRef.ttlSecondsAfterFinished') !== undefined;
          if (isRemoved || (kept ?? 100) <= most) return [];
          return [
            {
              in: found,
              field: `spec.${limit}`,
              message: kept === undefined ? 'left out, which is 100' : `${kept}`,
              expected: `at most ${most}`,
              fix: `Set ${limit}: ${limit.startsWith('failed') ? 10 : 3}.`,
            },
          ];
        }),
      ),
};
