import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const leastSeconds = 5;

export const execTimeout: Rule = {
  id: 'probes/exec-timeout',
  title: 'A command has time to start',
  severity: 'warning',
  why: 'Starting a shell on a node whose CPUs are all taken takes longer than the default of one second: a healthy pod is killed.',
  source:
    'kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: deploymentExample('livenessProbe: { exec: { command: [cat, /tmp/alive] } }') },
  good: {
    kubernetes: deploymentExample(
      'livenessProbe: { exec: { command: [cat, /tmp/alive] }, timeoutSeconds: 10 }',
    ),
  },
  check: (picture) =>
    containersOf(picture).flatMap((container) => {
      const liveness = probeOf(container, 'livenessProbe');
      if (liveness?.action.type !== 'exec' || liveness.action.command.length === 0) return [];
      if (liveness.timeoutSeconds >= leastSeconds) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.livenessProbe.timeoutSeconds`,
          message: `${liveness.timeoutSeconds} for a command`,
          expected: `${leastSeconds} or more`,
          fix: 'Use timeoutSeconds: 10.',
        },
      ];
    }),
};
