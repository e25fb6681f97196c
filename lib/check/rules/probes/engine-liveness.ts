import { images } from '../../../facts/versions';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { enginesOf } from '../../views/engine-arguments';
import { servingKinds } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const server = (probes: string) =>
  deploymentExample(`args: [--model=microsoft/phi-4], ${probes}`, { image: images.vllm.reference });
const startup =
  'startupProbe: { httpGet: { path: /health, port: 8000 }, periodSeconds: 10, failureThreshold: 61 }';

export const engineLiveness: Rule = {
  id: 'probes/engine-liveness',
  title: 'A model server must have a liveness probe',
  severity: 'warning',
  why: 'When the engine dies, its API process keeps running and returns 503. Without a liveness probe, the pod holds its GPU and serves no request until an operator restarts it.',
  source:
    'vllm-project/vllm vllm/entrypoints/serve/instrumentator/health.py (503 on EngineDeadError) (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: server(startup) },
  good: {
    kubernetes: server(
      `${startup}, livenessProbe: { httpGet: { path: /health, port: 8000 }, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 }`,
    ),
  },
  check: (picture) =>
    enginesOf(picture).flatMap(({ container, flags }) => {
      const { kind } = container.pod.owner.object;
      // Workers of a group have no API. The group restarts them with their leader.
      if (!servingKinds.includes(kind) || flags.has('headless') || flags.has('data-parallel-rank')) return [];
      if (container.pod.path === 'spec.leaderWorkerTemplate.workerTemplate') return [];
      if (probeOf(container, 'livenessProbe') !== undefined) return [];
      // Without any probe, another tool may monitor the server.
      const otherProbes = ['startupProbe', 'readinessProbe'] as const;
      if (!otherProbes.some((field) => probeOf(container, field) !== undefined)) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.livenessProbe`,
          message:
            'The model server has no livenessProbe, so Kubernetes does not restart it when the engine dies.',
          expected: 'a liveness probe with a long timeout',
          fix: 'Add a livenessProbe with periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5.',
        },
      ];
    }),
};
