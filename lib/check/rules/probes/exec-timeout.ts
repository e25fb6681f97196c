import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const minSeconds = 5;

export const execTimeout: Rule = {
  id: 'probes/exec-timeout',
  title: 'An exec probe must have a timeout of at least 5 seconds',
  severity: 'warning',
  why: 'On a busy node, a shell needs longer to start than the default timeout of one second. The kubelet restarts a healthy pod.',
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
      if (liveness.timeoutSeconds >= minSeconds) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.livenessProbe.timeoutSeconds`,
          message: `timeoutSeconds is ${liveness.timeoutSeconds} for a command, so the kubelet can restart a healthy pod on a busy node.`,
          expected: `timeoutSeconds of ${minSeconds} or more`,
          fix: 'Set timeoutSeconds: 10.',
        },
      ];
    }),
};
