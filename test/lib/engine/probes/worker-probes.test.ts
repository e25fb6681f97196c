import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { agentAppProbePlan, agentAppShutdownPlan } from '../../../../lib/engine/probes/agent-app-probes';
import {
  delayedWorkerProbePlan,
  workerHeartbeat,
  workerProbePlan,
} from '../../../../lib/engine/probes/worker-probes';

/** Runs the probe's own command in a shell, on a file of this age; undefined: there is none. */
function isAlive(shell: string, ageSeconds: number | undefined): boolean {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'heartbeat-'));
  try {
    const heartbeatFile = path.join(folder, 'heartbeat');
    if (ageSeconds !== undefined) {
      writeFileSync(heartbeatFile, '');
      const time = Date.now() / 1000 - ageSeconds;
      utimesSync(heartbeatFile, time, time);
    }
    const { action } = workerProbePlan({ heartbeatFile, maxPauseSeconds: 30 }).liveness;
    if (action.type !== 'exec') throw new Error('not a command');
    const [, ...args] = action.command;
    const [command, ...before] = shell.split(' ');
    const { status, stderr } = spawnSync(command!, [...before, ...args], { encoding: 'utf8' });
    // What a probe writes goes into an event of the pod.
    expect(stderr).toBe('');
    return status === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Those that this machine has; BusyBox with its own `date` and `stat`. */
const shells = ['/bin/sh', 'dash', 'bash', 'busybox sh'].filter(
  (shell) => spawnSync(shell.split(' ')[0]!, ['-c', ':']).error === undefined,
);

describe.each(shells)('the heartbeat of a worker, asked for by %s', (shell) => {
  it('is one of a live worker when it is fresh', () => expect(isAlive(shell, 1)).toBe(true));
  it('is one of a live worker in its longest pause', () => expect(isAlive(shell, 45)).toBe(true));
  it('is one of a dead worker when it is old', () => expect(isAlive(shell, 70)).toBe(false));
  it('is one of a dead worker when it is not there', () => expect(isAlive(shell, undefined)).toBe(false));
});

test("the AKS guide's heartbeat: a beat every 10 s, and no pause", () => {
  const { liveness } = delayedWorkerProbePlan({ startupSeconds: 30, maxPauseSeconds: 0 });
  expect(liveness).toMatchObject({ initialDelaySeconds: 30, periodSeconds: 15, failureThreshold: 3 });
  expect(liveness.action).toMatchObject({ command: ['/bin/sh', '-c', expect.stringMatching(/ -lt 30$/)] });
});

test('a restarted worker is not started because of the file of the one before', () => {
  const { startup, liveness } = workerProbePlan();
  expect(startup.action).toEqual(liveness.action);
});

test('the age from which a worker is dead is beyond its longest pause', () => {
  expect(workerHeartbeat({ maxPauseSeconds: 1 }).maxAgeSeconds).toBe(31);
  expect(workerHeartbeat().maxAgeSeconds).toBe(60);
});

test('a start may take three times what is expected', () => {
  const { startup } = workerProbePlan({ startupSeconds: 300 });
  expect(startup.periodSeconds * (startup.failureThreshold - 1)).toBe(900);
});

test('the liveness of an agent does not wait for its runs', () => {
  const { liveness } = agentAppProbePlan({ port: 8000 });
  expect(liveness).toMatchObject({ action: { type: 'http', path: '/ok', port: 8000 }, timeoutSeconds: 30 });
});

test('a run may finish, but for no longer than the cluster autoscaler waits', () => {
  expect(agentAppShutdownPlan(300).drainSeconds).toBe(300);
  expect(agentAppShutdownPlan(3600).terminationGracePeriodSeconds).toBe(600);
});
