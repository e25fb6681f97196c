import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { containersOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';

export const successThreshold: Rule = {
  id: 'probes/success-threshold',
  title: 'The successThreshold of a liveness or startup probe must be 1',
  severity: 'error',
  why: 'Kubernetes rejects the pod, so no replica of the workload starts.',
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
            message: `successThreshold is ${threshold}, so Kubernetes rejects the pod.`,
            expected: 'successThreshold 1',
            fix: 'Remove successThreshold.',
          },
        ];
      }),
    ),
};
