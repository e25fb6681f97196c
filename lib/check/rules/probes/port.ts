import { listAt, valueAt } from '../../json';
import type { Rule } from '../../rule';
import { probeFields } from '../../views/container-probes';
import { containersOf, portOf } from '../../views/pods';

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

export const port: Rule = {
  id: 'probes/port',
  title: 'A probe asks a port that the container has',
  severity: 'error',
  why: 'The probe never gets an answer: the container is killed again and again, and its log says nothing.',
  source:
    'kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: server('livenessProbe: { httpGet: { path: /health, port: 8080 } }') },
  good: { kubernetes: server('livenessProbe: { httpGet: { path: /health, port: http } }') },
  check: (picture) =>
    containersOf(picture).flatMap((container) =>
      probeFields.flatMap((field) => {
        const { pod, json, path } = container;
        const port = ['httpGet', 'tcpSocket', 'grpc']
          .map((kind) => valueAt(json, `${field}.${kind}.port`))
          .find((each) => each !== undefined);
        const ports = listAt(json, 'ports');
        // A number may be open without being said; where some are said, it is one of them.
        if (port === undefined || (typeof port === 'number' && ports.length === 0)) return [];
        if (portOf(container, port) !== undefined) return [];
        return [
          {
            in: pod.owner,
            field: `${path}.${field}`,
            is: `at the port ${JSON.stringify(port)}, which the container does not have`,
            mustBe: `at one of ${ports.map((each) => valueAt(each, 'name') ?? valueAt(each, 'containerPort')).join(', ') || 'its ports'}`,
            fix: 'Correct the port, or add it to ports.',
          },
        ];
      }),
    ),
};
