import { valueAt } from '../../../values/json';
import { parseCpuMillis, parseMemoryBytes } from '../../../values/quantity';
import type { Rule } from '../../rule';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const deployment = (memory: string) =>
  deploymentExample(`resources: { requests: { memory: ${memory} }, limits: { memory: 2Gi } }`);

export const requestAboveLimit: Rule = {
  id: 'scheduling/request-above-limit',
  title: 'A resource request must not exceed its limit',
  severity: 'error',
  why: 'Kubernetes accepts the Deployment but rejects each of its pods, so no pod starts.',
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
        const [requestAmount, limitAmount] = [requested, limit].map((value) => parse(String(value)));
        if (requestAmount === undefined || limitAmount === undefined || requestAmount <= limitAmount)
          return [];
        return [
          {
            in: pod.owner,
            field: `${path}.resources.requests.${resource}`,
            message: `The ${resource} request of ${String(requested)} exceeds the limit of ${String(limit)}, so Kubernetes rejects every pod.`,
            expected: `at most ${String(limit)}`,
            fix: 'Raise the limit or lower the request.',
          },
        ];
      }),
    ),
};
