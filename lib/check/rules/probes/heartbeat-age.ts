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

export const heartbeatAge: Rule = {
  id: 'probes/heartbeat-age',
  title: 'A heartbeat may miss one beat',
  severity: 'error',
  why: 'A file that is touched every ten seconds is twenty seconds old when one beat is late: on a busy node that kills a worker in the middle of its job.',
  source: 'learn.microsoft.com/azure/aks; docs/probes.md of this project (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: server(
      'livenessProbe: { exec: { command: [sh, -c, "test $(( $(date +%s) - $(stat -c %Y /tmp/a) )) -lt 10"] }, periodSeconds: 15, timeoutSeconds: 10 }',
      'app:1.0.0',
    ),
  },
  good: {
    kubernetes: server(
      'livenessProbe: { exec: { command: [sh, -c, "test $(( $(date +%s) - $(stat -c %Y /tmp/a) )) -lt 30"] }, periodSeconds: 15, timeoutSeconds: 10 }',
      'app:1.0.0',
    ),
  },
  check: (picture) =>
    containersOf(picture).flatMap((container) => {
      const liveness = probeOf(container, 'livenessProbe');
      if (liveness?.action.type !== 'exec') return [];
      const text = liveness.action.command.join(' ');
      const age = Number(
        /%Y[^-]*\)\s*-lt\s+(\d+)|-\s*beat\s*\)\)\s*-lt\s+(\d+)/
          .exec(text)
          ?.slice(1)
          .find((each) => each !== undefined),
      );
      if (!(age > 0) || age >= liveness.periodSeconds) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.livenessProbe.exec.command`,
          is: `a limit of ${age} s, asked for every ${liveness.periodSeconds} s`,
          mustBe: `${Math.max(30, liveness.periodSeconds)} s or more: three beats, and longer than the period`,
          fix: 'Raise the limit.',
        },
      ];
    }),
};
