import { maxScaledObjectNameLength } from '../../../facts/kubernetes-names';
import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const name: Rule = {
  id: 'scaling/name',
  title: 'The name of a ScaledObject must leave room for the name of its HorizontalPodAutoscaler',
  severity: 'error',
  why: 'KEDA names the HorizontalPodAutoscaler keda-hpa-<name>, with at most 63 characters. If the name is too long, KEDA cannot create it and the workload does not scale.',
  source: 'kedacore/keda (getHPAName) (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaledAppExample('minReplicaCount: 1').replace(
      'ScaledObject\nmetadata: { name: app,',
      `ScaledObject\nmetadata: { name: ${'a'.repeat(55)},`,
    ),
  },
  good: { kubernetes: scaledAppExample('minReplicaCount: 1') },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found }) => {
      const { name } = found.object.metadata;
      const hasOwn = textAt(found.object, 'spec.advanced.horizontalPodAutoscalerConfig.name') !== undefined;
      if (found.object.kind !== 'ScaledObject' || hasOwn || name.length <= maxScaledObjectNameLength)
        return [];
      return [
        {
          in: found,
          field: 'metadata.name',
          message: `The name has ${name.length} characters, so KEDA cannot create the HorizontalPodAutoscaler keda-hpa-<name>.`,
          expected: `a name of at most ${maxScaledObjectNameLength} characters`,
          fix: 'Shorten the name, or set advanced.horizontalPodAutoscalerConfig.name.',
        },
      ];
    }),
};
