import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { enginesOf } from '../../views/engine-arguments';
import { vllmExample } from '../example-manifests';

export const slowStart: Rule = {
  id: 'probes/slow-start',
  title: 'A model server must have a startup probe',
  severity: 'error',
  why: 'Loading the weights takes minutes. The liveness probe restarts the container while it loads, again and again.',
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
      // probes/initial-delay reports a long delay.
      if (liveness.initialDelaySeconds >= 300) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.startupProbe`,
          message:
            'The server has a livenessProbe but no startupProbe, so the kubelet restarts it while it loads the weights.',
          expected: 'a startup probe that covers the loading of the weights',
          fix: 'Add a startupProbe on the same path with periodSeconds: 10 and failureThreshold: 61 for ten minutes.',
        },
      ];
    }),
};
