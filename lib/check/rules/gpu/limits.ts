import { mapAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { containersOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';

export const limits: Rule = {
  id: 'gpu/limits',
  title: 'GPUs are limits, and requests say the same number',
  severity: 'error',
  why: 'Kubernetes refuses a pod that requests GPUs without a limit, or another number than the limit.',
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
            message: limit === undefined ? 'left out' : String(limit),
            expected: `${String(requested)}, as the request`,
            fix: 'Say the same number in requests and limits, or in limits alone.',
          },
        ];
      });
    }),
};

/** Whole ones and parts of them (MIG), of any maker. */
const gpuResource = /^(?:nvidia|amd|gpu\.intel)\.com\//;
