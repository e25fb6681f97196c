import { textAt } from '../../../values/json';
import { inNamespace } from '../../in-namespace';
import type { Rule } from '../../rule';
import { podsOf } from '../../views/pods';
import { scalersOf, targetOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const target: Rule = {
  id: 'scaling/target',
  title: 'A ScaledObject must reference an existing workload',
  severity: 'error',
  why: 'KEDA waits for a workload of that name and scales nothing. Only the status of the ScaledObject reports it.',
  source: 'keda.sh/docs/2.20/reference/scaledobject-spec (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaledAppExample('minReplicaCount: 1').replace(
      'scaleTargetRef: { name: app }',
      'scaleTargetRef: { name: apps }',
    ),
  },
  good: { kubernetes: scaledAppExample('minReplicaCount: 1') },
  check: (picture) =>
    scalersOf(picture).flatMap((scaler) => {
      const { found, target } = scaler;
      const { namespace } = found.object.metadata;
      if (target === undefined || targetOf(picture, scaler) !== undefined) return [];
      // If these files contain no workload of this namespace, another source creates it.
      const others = podsOf(picture).filter(
        (pod) => pod.namespace === namespace && pod.owner.object.kind === target.kind,
      );
      // A Helm chart can create the workload.
      const hasChart = picture
        .ofKind('Application')
        .some(
          ({ object }) =>
            textAt(object, 'spec.destination.namespace') === namespace &&
            JSON.stringify(object['spec']).includes('"chart"'),
        );
      if (others.length === 0 || hasChart || target.name.includes('{{')) return [];
      const names = [...new Set(others.map(({ owner }) => owner.object.metadata.name))];
      return [
        {
          in: found,
          field: 'spec.scaleTargetRef.name',
          message: `${target.kind} ${target.name} does not exist ${inNamespace(namespace)}, so KEDA scales nothing.`,
          expected: `one of the workloads in the namespace: ${names.join(', ')}`,
          fix: 'Correct the name or the kind in scaleTargetRef.',
        },
      ];
    }),
};
