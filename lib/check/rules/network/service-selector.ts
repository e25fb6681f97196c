import { mapAt } from '../../../values/json';
import { inNamespace } from '../../in-namespace';
import type { Rule } from '../../rule';
import { describeLabels, podsOf } from '../../views/pods';
import { podsBehind } from '../../views/services';
import { serviceExample } from '../example-manifests';

export const serviceSelector: Rule = {
  id: 'network/service-selector',
  title: 'A Service must select existing pods',
  severity: 'error',
  why: 'Every request fails with "connection refused", although all pods are ready.',
  source: 'kubernetes.io/docs/concepts/services-networking/service (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: serviceExample('api', 'http') },
  good: { kubernetes: serviceExample('app', 'http') },
  check: (picture) =>
    picture.ofKind('Service').flatMap((found) => {
      const selector = mapAt(found.object, 'spec.selector');
      const namespacePods = podsOf(picture).filter(
        ({ namespace }) => namespace === found.object.metadata.namespace,
      );
      // Controllers add labels that are not in templates. If these files contain no pod of this
      // namespace, another source creates them.
      const usesControllerLabels = Object.keys(selector).some((key) =>
        /leaderworkerset|statefulset\.kubernetes|ray\.io|serving\./.test(key),
      );
      if (Object.keys(selector).length === 0 || namespacePods.length === 0 || usesControllerLabels) return [];
      if (podsBehind(picture, found).length > 0) return [];
      return [
        {
          in: found,
          field: 'spec.selector',
          message: `No pod ${inNamespace(found.object.metadata.namespace)} matches the selector ${describeLabels(selector)}, so every request fails.`,
          expected: 'labels of the pods behind the Service',
          fix: 'Copy the labels from the pod template.',
        },
      ];
    }),
};
