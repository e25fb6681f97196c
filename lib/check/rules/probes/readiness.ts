import { listAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { podField, servingKinds } from '../../views/pods';
import { servedPods } from '../../views/services';
import { serviceExample } from '../example-manifests';

export const readiness: Rule = {
  id: 'probes/readiness',
  title: 'What gets requests says when it is ready',
  severity: 'warning',
  why: 'Without a readiness probe a pod gets requests as soon as it starts, and while it hangs.',
  source: 'kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: serviceExample('app', 'http') },
  good: {
    kubernetes: serviceExample('app', 'http', 'readinessProbe: { httpGet: { path: /ready, port: http } }'),
  },
  check: (picture) =>
    [...servedPods(picture)].flatMap((pod) => {
      if (!servingKinds.includes(pod.owner.object.kind)) return [];
      const serving = pod.containers.filter(
        ({ isInit, json }) => !isInit && listAt(json, 'ports').length > 0,
      );
      if (
        serving.length === 0 ||
        serving.some((container) => probeOf(container, 'readinessProbe') !== undefined)
      )
        return [];
      return [
        {
          in: pod.owner,
          field: podField(pod, 'spec.containers'),
          message: 'without a readiness probe, behind a Service',
          expected: 'with one',
          fix: 'Add a readiness probe at a path that says whether it may get requests.',
        },
      ];
    }),
};
