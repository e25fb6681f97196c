import { listAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { portOf } from '../../views/pods';
import { podsBehind } from '../../views/services';
import { serviceExample } from '../example-manifests';

export const targetPort: Rule = {
  id: 'network/target-port',
  title: 'The targetPort of a Service must be a port of its pods',
  severity: 'error',
  why: 'Every request fails with "connection refused", although all pods are ready.',
  source: 'kubernetes.io/docs/concepts/services-networking/service (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: serviceExample('app', 'web') },
  good: { kubernetes: serviceExample('app', 'http') },
  check: (picture) =>
    picture.ofKind('Service').flatMap((found) =>
      listAt(found.object, 'spec.ports').flatMap((port, index) => {
        const target = valueAt(port, 'targetPort') ?? valueAt(port, 'port');
        const containers = podsBehind(picture, found).flatMap((pod) => pod.containers);
        const declaring = containers.filter(({ json }) => listAt(json, 'ports').length > 0);
        // A container can listen on a port that it does not declare. If it declares ports,
        // targetPort must be one of them.
        if (containers.length === 0 || (typeof target === 'number' && declaring.length === 0)) return [];
        if (containers.some((container) => portOf(container, target) !== undefined)) return [];
        return [
          {
            in: found,
            field: `spec.ports[${index}].targetPort`,
            message: `No container of the selected pods has port ${JSON.stringify(target)}, so every request fails with "connection refused".`,
            expected: 'the name or number of a container port',
            fix: 'Correct targetPort.',
          },
        ];
      }),
    ),
};
