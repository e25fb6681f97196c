import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scaledJobExample } from '../example-manifests';

export const jobRollout: Rule = {
  id: 'scaling/job-rollout',
  title: 'A ScaledJob must use the gradual rollout strategy',
  severity: 'warning',
  why: 'With the default strategy, KEDA deletes the running Jobs whenever the ScaledJob changes. Every new image stops every job before it finishes.',
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
          message: `rollout.strategy is ${strategy === undefined ? 'not set' : `"${strategy}"`}, so KEDA deletes the running Jobs whenever the ScaledJob changes.`,
          expected: 'rollout.strategy gradual',
          fix: 'Set rollout: { strategy: gradual }.',
        },
      ];
    }),
};
