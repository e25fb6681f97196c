import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const app = (failures: number) =>
  deploymentExample(
    `readinessProbe: { httpGet: { path: /ready, port: 80 }, failureThreshold: ${failures} }, livenessProbe: { httpGet: { path: /live, port: 80 }, failureThreshold: 6 }`,
  );

export const readinessFirst: Rule = {
  id: 'probes/readiness-first',
  title: 'Readiness must give up before liveness',
  severity: 'warning',
  why: 'A server that hangs gets requests until the kubelet kills it, because the readiness probe still allows failures when the liveness probe has ended.',
  source:
    'kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes; kserve/kserve PR#5602 (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: app(60) },
  good: { kubernetes: app(3) },
  check: (picture) =>
    containersOf(picture).flatMap((container) => {
      const readiness = probeOf(container, 'readinessProbe');
      const liveness = probeOf(container, 'livenessProbe');
      if (readiness === undefined || liveness === undefined) return [];
      // From the first failure on: the start is the matter of the startup probe.
      const [unready, dead] = [readiness, liveness].map(
        ({ periodSeconds, failureThreshold }) => periodSeconds * failureThreshold,
      ) as [number, number];
      if (unready <= dead) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.readinessProbe`,
          message: `The readiness probe gives up after ${unready} s and the liveness probe restarts after ${dead} s, so a server that hangs gets requests until it is killed.`,
          expected: `at most ${dead} s until the pod is unready`,
          fix: `Lower failureThreshold or periodSeconds of the readinessProbe.`,
        },
      ];
    }),
};
