import { images } from '../../../facts/versions';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

/** Paths whose names show that they check more than the process. */
const dependencies = /(?:^\/v1\/models|\/(?:ready|readyz|readiness))\/?$/;

/** Proxies whose /ready checks only their configuration and no upstream. */
const proxies = /(?:^|\/)(?:[a-z-]*envoy[a-z-]*|proxyv2)(?:[:@]|$)/;

const server = (livenessPath: string) =>
  deploymentExample(
    `ports: [{ name: http, containerPort: 4000 }], livenessProbe: { httpGet: { path: ${livenessPath}, port: http }, timeoutSeconds: 10, failureThreshold: 7 }`,
    { image: images.liteLlm.reference },
  );

export const livenessDependency: Rule = {
  id: 'probes/liveness-dependency',
  title: 'A liveness probe must not depend on other services',
  severity: 'error',
  why: 'When a database or a model is unavailable, the kubelet restarts all pods that depend on it at once, and the restart does not fix the cause.',
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
          message:
            isLiteLlm && /health\/?$/.test(action.path)
              ? `The path "${action.path}" calls every model, so each probe is billed and an unavailable model restarts the gateway.`
              : `The path "${action.path}" checks other services, so their outage restarts every pod.`,
          expected: isLiteLlm ? '/health/liveliness' : 'a path that checks only the process',
          fix: isLiteLlm
            ? 'Set the path to /health/liveliness.'
            : 'Use this path for readiness, and a path of the process for liveness.',
        },
      ];
    }),
};
