import { images } from '../../../facts/versions';
import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { enginesOf } from '../../views/engine-arguments';
import { deploymentExample } from '../example-manifests';

const gateway = (path: string) =>
  deploymentExample(`readinessProbe: { httpGet: { path: ${path}, port: 4000 } }`, {
    image: images.liteLlm.reference,
  });

export const billedHealth: Rule = {
  id: 'probes/billed-health',
  title: 'Startup and readiness probes of LiteLLM must not use /health',
  severity: 'error',
  why: 'Each call of /health sends a request to every model, every ten seconds and from every replica. The requests are billed, and one slow model makes the gateway unready.',
  source: 'BerriAI/litellm#1145; docs.litellm.ai/docs/proxy/health (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: gateway('/health') },
  good: { kubernetes: gateway('/health/readiness') },
  check: (picture) =>
    enginesOf(picture).flatMap(({ container, type }) =>
      // probes/liveness-dependency reports liveness probes.
      ['startupProbe', 'readinessProbe'].flatMap((field) => {
        const path = textAt(container.json, `${field}.httpGet.path`);
        if (type !== 'litellm' || path === undefined || !/^\/health\/?$/.test(path)) return [];
        const expectedPath = field === 'startupProbe' ? '/health/liveliness' : '/health/readiness';
        return [
          {
            in: container.pod.owner,
            field: `${container.path}.${field}.httpGet.path`,
            message: `The probe path "${path}" calls every model, so each probe is billed and one slow model makes the gateway unready.`,
            expected: `"${expectedPath}"`,
            fix: `Set the path to ${expectedPath}.`,
          },
        ];
      }),
    ),
};
