import { images } from '../../../facts/versions';
import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { probeFields } from '../../views/container-probes';
import { type Engine, enginesOf } from '../../views/engine-arguments';
import { runsServer } from '../../views/serving-command';
import { deploymentExample } from '../example-manifests';

const server = (path: string) =>
  deploymentExample(
    `args: [--model=microsoft/phi-4], readinessProbe: { httpGet: { path: ${path}, port: 8000 } }`,
    {
      image: images.vllm.reference,
    },
  );

/**
 * Health paths that each engine answers without an API key. Sources (2026-11): vLLM
 * `entrypoints/serve/instrumentator/health.py`, `entrypoints/openai/api_server.py`; Triton
 * `docs/protocol` (kserve v2); litellm `proxy/health_endpoints/_health_endpoints.py`.
 */
const healthPaths: Readonly<Record<Engine['type'], { readonly pattern: RegExp; readonly example: string }>> =
  {
    vllm: { pattern: /\/(?:health|ping|version|load|metrics)\/?$/, example: '/health' },
    triton: {
      pattern: /^\/v2(?:\/health\/(?:live|ready)|\/models\/[^/]+(?:\/versions\/[^/]+)?\/ready|\/?)$/,
      example: '/v2/health/live and /v2/health/ready',
    },
    litellm: {
      pattern: /(?:\/health\/(?:liveliness|liveness|readiness)|\/health|^)\/?$/,
      example: '/health/liveliness and /health/readiness',
    },
  };

export const enginePath: Rule = {
  id: 'probes/engine-path',
  title: 'A probe must use a health path of its model server',
  severity: 'error',
  why: 'An unknown path returns 404, and a path below /v1 returns 401 as soon as the server has an API key. The server never becomes ready, or the kubelet restarts it again and again.',
  source: 'vllm-project/vllm vllm/entrypoints/openai/api_server.py (AuthenticationMiddleware) (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: server('/healthz') },
  good: { kubernetes: server('/health') },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) =>
      probeFields.flatMap((field) => {
        const { container, type, isOpaque } = engine;
        const path = textAt(container.json, `${field}.httpGet.path`);
        if (path === undefined || path.includes('{{')) return [];
        if (!runsServer(engine) || (isOpaque && type !== 'vllm')) return [];
        const { pattern, example } = healthPaths[type];
        const isModels = type === 'vllm' && /\/v1\/models\/?$/.test(path);
        if (pattern.test(path) || (isModels && !needsKey(engine, field))) return [];
        return [
          {
            in: container.pod.owner,
            field: `${container.path}.${field}.httpGet.path`,
            message: isModels
              ? `The path "${path}" requires the API key, so the probe fails with 401.`
              : `${type} has no path "${path}", so the probe fails with 404.`,
            expected: example,
            fix: 'Correct the path.',
          },
        ];
      }),
    ),
};

function needsKey({ container, flags }: Engine, field: string): boolean {
  const hasKey =
    flags.has('api-key') ||
    listAt(container.json, 'env').some((each) => textAt(each, 'name') === 'VLLM_API_KEY');
  const headers = listAt(container.json, `${field}.httpGet.httpHeaders`);
  return hasKey && !headers.some((each) => textAt(each, 'name')?.toLowerCase() === 'authorization');
}
