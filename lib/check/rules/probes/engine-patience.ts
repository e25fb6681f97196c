import { secondsUntilKilledWhileBusy } from '../../../engine/probes/probe-bounds';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { enginesOf } from '../../views/engine-arguments';
import { vllmExample } from '../example-manifests';

const minTimeoutSeconds = 5;
const minSilenceSeconds = 60;

export const enginePatience: Rule = {
  id: 'probes/engine-patience',
  title: 'The liveness probe of a model server must allow for slow answers under load',
  severity: 'error',
  why: 'Under load an engine answers after seconds. With a timeout of one second the kubelet restarts the busiest pod, and the new one loads its model for ten minutes.',
  source:
    'llm-d/llm-d-benchmark#1734; vllm-project/vllm (8 and more restarts a day in gonka-ai/gonka#1421) (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: vllmExample({ container: 'livenessProbe: { httpGet: { path: /health, port: http } }' }),
  },
  good: {
    kubernetes: vllmExample({
      container:
        'livenessProbe: { httpGet: { path: /health, port: http }, timeoutSeconds: 10, periodSeconds: 30, failureThreshold: 5 }',
    }),
  },
  check: (picture) =>
    enginesOf(picture).flatMap(({ container }) => {
      const liveness = probeOf(container, 'livenessProbe');
      if (liveness === undefined || liveness.action.type !== 'http') return [];
      const silence = secondsUntilKilledWhileBusy({ liveness });
      if (liveness.timeoutSeconds >= minTimeoutSeconds && silence >= minSilenceSeconds) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.livenessProbe`,
          message: `The timeout is ${liveness.timeoutSeconds} s and the kubelet restarts the server after ${silence} s without an answer, so it restarts busy servers.`,
          expected: `a timeout of ${minTimeoutSeconds} s or more, and a restart after ${minSilenceSeconds} s or more`,
          fix: 'Set periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5.',
        },
      ];
    }),
};
