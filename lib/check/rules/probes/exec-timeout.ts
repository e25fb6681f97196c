import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { containersOf } from '../../views/pods';

const server = (probes: string, image = 'vllm/vllm-openai:v0.32.0') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: server, namespace: models }
spec:
  template:
    spec:
      containers:
        - name: server
          image: ${image}
          args: [--model=microsoft/phi-4]
          ports: [{ name: http, containerPort: 8000 }]
          ${probes}
`;

const leastSeconds = 5;

export const execTimeout: Rule = {
  id: 'probes/exec-timeout',
  title: 'A command has time to start',
  severity: 'warning',
  why: 'Starting a shell on a node whose CPUs are all taken takes longer than the default of one second: a healthy pod is killed.',
  source:
    'kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: server('livenessProbe: { exec: { command: [cat, /tmp/alive] } }', 'app:1.0.0') },
  good: {
    kubernetes: server(
      'livenessProbe: { exec: { command: [cat, /tmp/alive] }, timeoutSeconds: 10 }',
      'app:1.0.0',
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
