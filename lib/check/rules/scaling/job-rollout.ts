import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scaledJobExample } from '../example-manifests';

export const jobRollout: Rule = {
  id: 'scaling/job-rollout',
  title: 'A change of a ScaledJob lets its Jobs finish',
  severity: 'warning',
  why: 'KEDA’s default deletes the Jobs that run whenever the ScaledJob changes: each new image ends every job in the middle.',
  source: 'keda.sh/docs/2.20/reference/scaledjob-spec, "rollout" (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaledJobExample() },
  good: { kubernetes: scaledJobExample({ fields: 'rollout: { strategy: gradual }' }) },
  check: (picture) =>
    picture.ofKind('ScaledJob').flatMap((found) => {
      const strategy =
        textAt(found.object, 'spec.rollout.strategy') ?? textAt(found.object, 'spec.rolloutStrategy');
      if (found.object['spec'] === undefined || strategy === 'gradual') return [];
      return [
        {
          in: found,
          field: 'spec.rollout.strategy',
          message: strategy === undefined ? 'left out, which is "default"' : `"${strategy}"`,
          expected: '"gradual"',
          fix: 'Set rollout: { strategy: gradual }.',
        },
      ];
    }),
};
