import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { containersOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';

export const successThreshold: Rule = {
  id: 'probes/success-threshold',
  title: 'One success is enough for liveness and startup',
  severity: 'error',
  why: 'Kubernetes refuses the pod.',
  source: 'kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1 (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: vllmExample({
      container:
        'startupProbe: { httpGet: { path: /health, port: http }, periodSeconds: 10, failureThreshold: 61, successThreshold: 2 }',
    }),
  },
  good: {
    kubernetes: vllmExample({
      container: 'readinessProbe: { httpGet: { path: /health, port: http }, successThreshold: 2 }',
    }),
  },
  check: (picture) =>
    containersOf(picture).flatMap((container) =>
      (['livenessProbe', 'startupProbe'] as const).flatMap((field) => {
        const threshold = probeOf(container, field)?.successThreshold ?? 1;
        if (threshold === 1) return [];
        return [
          {
            in: container.pod.owner,
            field: `${container.path}.${field}.successThreshold`,
            message: String(threshold),
            expected: '1',
            fix: 'Remove it.',
          },
        ];
      }),
    ),
};
