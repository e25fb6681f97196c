import { valueAt } from '../../../values/json';
import { parseCpuMillis, parseMemoryBytes } from '../../../values/quantity';
import type { Rule } from '../../rule';
import { containersOf } from '../../views/pods';

const deployment = (memory: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec:
      containers: [{ name: app, image: "app:1.0.0", resources: { requests: { memory: ${memory} }, limits: { memory: 2Gi } } }]
`;

export const requestAboveLimit: Rule = {
  id: 'scheduling/request-above-limit',
  title: 'A container asks for no more than it may have',
  severity: 'error',
  why: 'Kubernetes refuses every pod of the workload; the Deployment itself is accepted, and nothing comes.',
  source: 'kubernetes.io/docs/concepts/configuration/manage-resources-containers (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: deployment('3Gi') },
  good: { kubernetes: deployment('1Gi') },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod, path, json }) =>
      (['cpu', 'memory', 'ephemeral-storage'] as const).flatMap((resource) => {
        const parse = resource === 'cpu' ? parseCpuMillis : parseMemoryBytes;
        const requested = valueAt(json, `resources.requests.${resource}`);
        const limit = valueAt(json, `resources.limits.${resource}`);
        const [least, most] = [requested, limit].map((value) => parse(String(value)));
        if (least === undefined || most === undefined || least <= most) return [];
        return [
          {
            in: pod.owner,
            field: `${path}.resources.requests.${resource}`,
            message: `${String(requested)}, above the limit of ${String(limit)}`,
            expected: `at most ${String(limit)}`,
            fix: 'Raise the limit, or ask for less.',
          },
        ];
      }),
    ),
};
