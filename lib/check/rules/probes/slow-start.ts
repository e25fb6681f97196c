import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { enginesOf } from '../../views/engine-arguments';
import { vllmExample } from '../example-manifests';

export const slowStart: Rule = {
  id: 'probes/slow-start',
  title: 'A model server has a startup probe',
  severity: 'error',
  why: 'Loading weights takes minutes: liveness kills the container while it loads, for ever.',
  source: 'vllm-project/aibrix#1054; vllm-project/vllm#17386; triton-inference-server/server#7154 (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: vllmExample({
      container:
        'livenessProbe: { httpGet: { path: /health, port: http }, timeoutSeconds: 10, periodSeconds: 30, failureThreshold: 5 }',
    }),
  },
  good: {
    kubernetes: vllmExample({
      container:
        'startupProbe: { httpGet: { path: /health, port: http }, periodSeconds: 10, failureThreshold: 61 }',
    }),
  },
  check: (picture) =>
    enginesOf(picture).flatMap(({ container, type }) => {
      const liveness = probeOf(container, 'livenessProbe');
      if (type === 'litellm' || liveness === undefined || probeOf(container, 'startupProbe') !== undefined)
        return [];
      // A long delay is the other way, and a worse one.
      if (liveness.initialDelaySeconds >= 300) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.startupProbe`,
          message: 'left out beside a liveness probe',
          expected: 'a startup probe for as long as the weights take to load',
          fix: 'Add one at the same path: periodSeconds: 10, failureThreshold: 61 for ten minutes.',
        },
      ];
    }),
};
