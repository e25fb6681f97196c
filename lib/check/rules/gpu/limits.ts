import { mapAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { containersOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';

export const limits: Rule = {
  id: 'gpu/limits',
  title: 'A GPU request must equal its limit',
  severity: 'error',
  why: 'Kubernetes rejects a pod that requests GPUs without a limit, or with a limit of a different number.',
  source: 'kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ resources: 'requests: { nvidia.com/gpu: 1 }' }) },
  good: { kubernetes: vllmExample() },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod, path, json }) => {
      const limits = mapAt(json, 'resources.limits');
      return Object.entries(mapAt(json, 'resources.requests')).flatMap(([resource, requested]) => {
        const limit = limits[resource];
        if (!gpuResource.test(resource) || String(requested) === String(limit)) return [];
        return [
          {
            in: pod.owner,
            field: `${path}.resources.limits["${resource}"]`,
            message: `The request for ${resource} is ${String(requested)} and the limit is ${limit === undefined ? 'not set' : String(limit)}, so Kubernetes rejects the pod.`,
            expected: `a limit of ${String(requested)}`,
            fix: 'Set the same number in requests and limits, or set only the limit.',
          },
        ];
      });
    }),
};

/** Whole GPUs and MIG instances of any vendor. */
const gpuResource = /^(?:nvidia|amd|gpu\.intel)\.com\//;
