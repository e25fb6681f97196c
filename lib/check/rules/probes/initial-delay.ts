import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const longDelay = 60;

export const initialDelay: Rule = {
  id: 'probes/initial-delay',
  title: 'A slow start has a startup probe, not a delay',
  severity: 'warning',
  why: 'A start that is slower than the delay is killed; one that is faster is not watched until it is over.',
  source:
    'kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: deploymentExample(
      'ports: [{ name: http, containerPort: 8000 }], livenessProbe: { httpGet: { path: /live, port: http }, initialDelaySeconds: 300 }',
    ),
  },
  good: {
    kubernetes: deploymentExample(
      'ports: [{ name: http, containerPort: 8000 }], startupProbe: { httpGet: { path: /live, port: http }, failureThreshold: 31 }',
    ),
  },
  check: (picture) =>
    containersOf(picture).flatMap((container) => {
      const delay = probeOf(container, 'livenessProbe')?.initialDelaySeconds ?? 0;
      if (delay < longDelay || probeOf(container, 'startupProbe') !== undefined) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.livenessProbe.initialDelaySeconds`,
          message: `${delay}, without a startup probe`,
          expected: 'a startup probe',
          fix: `Use a startup probe with periodSeconds: 10 and failureThreshold: ${Math.ceil(delay / 10) + 1}.`,
        },
      ];
    }),
};
