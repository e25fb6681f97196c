import { defaultLiteLlmImage } from '../../../facts/litellm-image';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

/** Paths that say by their names that they ask more than the process. */
const dependencies = /(?:^\/v1\/models|\/(?:ready|readyz|readiness))\/?$/;

/** Proxies whose /ready says only that they have their configuration; nobody upstream is asked. */
const proxies = /(?:^|\/)(?:[a-z-]*envoy[a-z-]*|proxyv2)(?:[:@]|$)/;

const server = (livenessPath: string) =>
  deploymentExample(
    `ports: [{ name: http, containerPort: 4000 }], livenessProbe: { httpGet: { path: ${livenessPath}, port: http }, timeoutSeconds: 10, failureThreshold: 7 }`,
    { image: defaultLiteLlmImage },
  );

export const livenessDependency: Rule = {
  id: 'probes/liveness-dependency',
  title: 'Liveness asks the process, and nothing else',
  severity: 'error',
  why: 'A database or a model that is away restarts every pod that asks it, all at once, and mends nothing.',
  source:
    'BerriAI/litellm#1145; kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: server('/health'),
  },
  good: {
    kubernetes: server('/health/liveliness'),
  },
  check: (picture) =>
    containersOf(picture).flatMap((container) => {
      const action = probeOf(container, 'livenessProbe')?.action;
      if (action?.type !== 'http' || proxies.test(container.image ?? '')) return [];
      const isLiteLlm = container.image?.includes('litellm') ?? false;
      const isWrong = isLiteLlm
        ? /^\/health(?:\/readiness)?\/?$/.test(action.path)
        : dependencies.test(action.path);
      if (!isWrong) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.livenessProbe.httpGet.path`,
          message: `"${action.path}", which ${isLiteLlm && /health\/?$/.test(action.path) ? 'calls every model, and is billed' : 'says whether others answer too'}`,
          expected: isLiteLlm ? '/health/liveliness' : 'a path that says only that the process lives',
          fix: 'Ask for readiness there, and for liveness elsewhere.',
        },
      ];
    }),
};
