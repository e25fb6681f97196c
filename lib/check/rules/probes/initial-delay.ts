import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const maxDelaySeconds = 60;

export const initialDelay: Rule = {
  id: 'probes/initial-delay',
  title: 'A slow container must use a startup probe instead of an initial delay',
  severity: 'warning',
  why: 'If startup takes longer than the delay, the kubelet restarts the container. If startup is faster, the container runs without a liveness probe until the delay ends.',
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
      if (delay < maxDelaySeconds || probeOf(container, 'startupProbe') !== undefined) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.livenessProbe.initialDelaySeconds`,
          message: `initialDelaySeconds is ${delay} and there is no startup probe, so a slower startup ends in a restart.`,
          expected: 'a startup probe',
          fix: `Replace it with a startup probe with periodSeconds: 10 and failureThreshold: ${Math.ceil(delay / 10) + 1}.`,
        },
      ];
    }),
};
