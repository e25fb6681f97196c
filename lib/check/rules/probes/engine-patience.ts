import { secondsUntilKilledWhileBusy } from '../../../engine/probes/probe-bounds';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { enginesOf } from '../../views/engine-arguments';
import { vllmExample } from '../example-manifests';

const leastTimeout = 5;
const leastSilence = 60;

export const enginePatience: Rule = {
  id: 'probes/engine-patience',
  title: 'Liveness of a model server is patient',
  severity: 'error',
  why: 'Under load an engine answers after seconds: with a timeout of one second the busiest pod is killed, and its successor loads for ten minutes.',
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
      if (liveness.timeoutSeconds >= leastTimeout && silence >= leastSilence) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.livenessProbe`,
          message: `killed after ${silence} s without an answer, with a timeout of ${liveness.timeoutSeconds} s`,
          expected: `a timeout of ${leastTimeout} s or more, and ${leastSilence} s of patience or more`,
          fix: 'Use periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5.',
        },
      ];
    }),
};
