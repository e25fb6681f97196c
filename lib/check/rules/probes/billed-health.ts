import { defaultLiteLlmImage } from '../../../facts/litellm-image';
import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { deploymentExample } from '../example-manifests';

const gateway = (path: string) =>
  deploymentExample(`readinessProbe: { httpGet: { path: ${path}, port: 4000 } }`, {
    image: defaultLiteLlmImage,
  });

export const billedHealth: Rule = {
  id: 'probes/billed-health',
  title: 'No probe of LiteLLM calls the models',
  severity: 'error',
  why: 'Each call of /health is a request to every model, every ten seconds and from every replica: it is billed, and one slow model takes the gateway out.',
  source: 'BerriAI/litellm#1145; docs.litellm.ai/docs/proxy/health (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: gateway('/health') },
  good: { kubernetes: gateway('/health/readiness') },
  check: (picture) =>
    enginesOf(picture).flatMap(({ container, type }) =>
      // Of liveness another rule says it.
      ['startupProbe', 'readinessProbe'].flatMap((field) => {
        const path = textAt(container.json, `${field}.httpGet.path`);
        if (type !== 'litellm' || path === undefined || !/^\/health\/?$/.test(path)) return [];
        const right = field === 'startupProbe' ? '/health/liveliness' : '/health/readiness';
        return [
          {
            in: container.pod.owner,
            field: `${container.path}.${field}.httpGet.path`,
            message: `"${path}", which asks every model`,
            expected: `"${right}"`,
            fix: 'Correct the path.',
          },
        ];
      }),
    ),
};
