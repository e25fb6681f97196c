import { checkHeartbeat, defaultHeartbeatFile, heartbeatSeconds } from '../../../engine/probes/heartbeat';
import { ProblemList } from '../../../problems/problem-list';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { type Container, containersOf, variableOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

export const heartbeatAge: Rule = {
  id: 'probes/heartbeat-age',
  title: 'A heartbeat may miss one beat',
  severity: 'error',
  why: 'A file that is touched every ten seconds is twenty seconds old when one beat is late: on a busy node that kills a worker in the middle of its job.',
  source: 'learn.microsoft.com/azure/aks; docs/probes.md of this project (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: deploymentExample(
      'livenessProbe: { exec: { command: [sh, -c, "test $(( $(date +%s) - $(stat -c %Y /tmp/a) )) -lt 10"] }, periodSeconds: 15, timeoutSeconds: 10 }',
    ),
  },
  good: {
    kubernetes: deploymentExample(
      'livenessProbe: { exec: { command: [sh, -c, "test $(( $(date +%s) - $(stat -c %Y /tmp/a) )) -lt 30"] }, periodSeconds: 15, timeoutSeconds: 10 }',
    ),
  },
  check: (picture) =>
    containersOf(picture).flatMap((container) => {
      const liveness = probeOf(container, 'livenessProbe');
      if (liveness?.action.type !== 'exec') return [];
      const age = ageIn(liveness.action.command.join(' '));
      if (age === undefined) return [];
      const every = beatOf(container);
      const problems = ProblemList.create();
      if (every !== undefined) {
        const heartbeat = { file: defaultHeartbeatFile, everySeconds: every, maxAgeSeconds: age };
        checkHeartbeat(heartbeat, liveness.periodSeconds, problems);
      }
      if (age >= liveness.periodSeconds && problems.isEmpty) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.livenessProbe.exec.command`,
          message: `a limit of ${age} s, asked for every ${liveness.periodSeconds} s${every === undefined ? '' : `, of a file that is touched every ${every} s`}`,
          expected: `${Math.max(3 * (every ?? heartbeatSeconds), liveness.periodSeconds)} s or more: three beats, and longer than the period`,
          fix: 'Raise the limit.',
        },
      ];
    }),
};

/** Seconds that a file may be old; undefined for a command that asks something else. */
function ageIn(command: string): number | undefined {
  const match = /%Y[^-]*\)\s*-lt\s+(\d+)|-\s*beat\s*\)\)\s*-lt\s+(\d+)/.exec(command);
  const age = Number(match?.[1] ?? match?.[2]);
  return age > 0 ? age : undefined;
}

/** How often the file is touched, where the container says so, or keeps to the contract of this project's workers. */
function beatOf(container: Container): number | undefined {
  const said = ['HEARTBEAT_SECONDS', 'HEARTBEAT_INTERVAL', 'HEARTBEAT_INTERVAL_SECONDS']
    .map((name) => Number(variableOf(container, name)))
    .find((seconds) => Number.isInteger(seconds) && seconds > 0);
  const keepsContract = variableOf(container, 'HEARTBEAT_FILE') === defaultHeartbeatFile;
  return said ?? (keepsContract ? heartbeatSeconds : undefined);
}
