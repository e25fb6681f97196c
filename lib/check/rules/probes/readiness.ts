import { listAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { podField, servingKinds } from '../../views/pods';
import { servedPods } from '../../views/services';
import { serviceExample } from '../example-manifests';

export const readiness: Rule = {
  id: 'probes/readiness',
  title: 'A pod behind a Service must have a readiness probe',
  severity: 'warning',
  why: 'Without a readiness probe, a pod gets requests as soon as it starts, and while it hangs.',
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
          message:
            'The pod is behind a Service and has no readiness probe, so it gets requests before it is ready.',
          expected: 'a readiness probe',
          fix: 'Add a readiness probe on a path that reports whether the pod can serve requests.',
        },
      ];
    }),
};
