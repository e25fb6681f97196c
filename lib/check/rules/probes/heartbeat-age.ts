import { checkHeartbeat, defaultHeartbeatFile, heartbeatSeconds } from '../../../engine/probes/heartbeat';
import { ProblemList } from '../../../problems/problem-list';
import type { Rule } from '../../rule';
import { probeOf } from '../../views/container-probes';
import { type Container, containersOf, variableOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

export const heartbeatAge: Rule = {
  id: 'probes/heartbeat-age',
  title: 'A heartbeat probe must tolerate one missed beat',
  severity: 'error',
  why: 'A file that the worker touches every ten seconds is twenty seconds old when one beat is late. On a busy node, the kubelet then restarts a worker in the middle of its job.',
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
      const interval = heartbeatIntervalOf(container);
      const problems = ProblemList.create();
      if (interval !== undefined) {
        const heartbeat = { file: defaultHeartbeatFile, everySeconds: interval, maxAgeSeconds: age };
        checkHeartbeat(heartbeat, liveness.periodSeconds, problems);
      }
      if (age >= liveness.periodSeconds && problems.isEmpty) return [];
      return [
        {
          in: container.pod.owner,
          field: `${container.path}.livenessProbe.exec.command`,
          message: `The maximum age is ${age} s with a probe period of ${liveness.periodSeconds} s${interval === undefined ? '' : ` and a beat every ${interval} s`}, so one late beat restarts the worker.`,
          expected: `a maximum age of ${Math.max(3 * (interval ?? heartbeatSeconds), liveness.periodSeconds)} s or more (three beats and one probe period)`,
          fix: 'Raise the maximum age in the command.',
        },
      ];
    }),
};

/** Maximum age of the file in seconds; undefined for other commands. */
function ageIn(command: string): number | undefined {
  const match = /%Y[^-]*\)\s*-lt\s+(\d+)|-\s*beat\s*\)\)\s*-lt\s+(\d+)/.exec(command);
  const age = Number(match?.[1] ?? match?.[2]);
  return age > 0 ? age : undefined;
}

/**
 * Seconds between two beats, from a variable or from the contract of the workers of this project;
 * undefined if unknown.
 */
function heartbeatIntervalOf(container: Container): number | undefined {
  const configured = ['HEARTBEAT_SECONDS', 'HEARTBEAT_INTERVAL', 'HEARTBEAT_INTERVAL_SECONDS']
    .map((name) => Number(variableOf(container, name)))
    .find((seconds) => Number.isInteger(seconds) && seconds > 0);
  const keepsContract = variableOf(container, 'HEARTBEAT_FILE') === defaultHeartbeatFile;
  return configured ?? (keepsContract ? heartbeatSeconds : undefined);
}
