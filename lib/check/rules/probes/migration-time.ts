import { componentOf } from '../../../facts/component-images';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const probe = 'httpGet: { path: /api/public/health, port: 3000 }';
const web = (probes: string) => deploymentExample(probes, { image: 'docker.io/langfuse/langfuse:3.130.0' });

export const migrationTime: Rule = {
  id: 'probes/migration-time',
  title: 'Probes must allow an image that migrates its database to finish the migration',
  severity: 'error',
  why: 'The kubelet kills the process in the middle of the migration. The next start finds a half-migrated database and fails until a person repairs it.',
  source: 'lib/facts/component-images.ts, with the report for each image (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: web(`livenessProbe: { ${probe}, initialDelaySeconds: 20 }`) },
  good: {
    kubernetes: web(`livenessProbe: { ${probe} }, startupProbe: { ${probe}, failureThreshold: 60 }`),
  },
  check: (picture) =>
    containersOf(picture).flatMap((container) => {
      const component = componentOf(container.image ?? '');
      const needed = component?.migrationSeconds;
      const startup = probeOf(container, 'startupProbe');
      const liveness = probeOf(container, 'livenessProbe');
      const deciding = startup ?? liveness;
      if (component === undefined || needed === undefined || deciding === undefined) return [];
      const seconds = deciding.initialDelaySeconds + deciding.periodSeconds * deciding.failureThreshold;
      if (seconds >= needed) return [];
      const field = startup === undefined ? 'livenessProbe' : 'startupProbe';
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.${field}`,
          message: `${component.name} migrates its database at the start, and the ${field} ends it after ${seconds} s, so a migration stops halfway.`,
          expected: `a startup probe that allows ${needed} s or more`,
          fix: 'Add a startupProbe with periodSeconds: 10 and failureThreshold: 60.',
        },
      ];
    }),
};
