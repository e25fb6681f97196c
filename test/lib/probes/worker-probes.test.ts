import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { agentAppProbePlan, agentAppShutdownPlan } from '../../../lib/probes/agent-app-probes';
import { heartbeatMaxAgeSeconds, workerProbePlan } from '../../../lib/probes/worker-probes';

describe('the heartbeat of a worker', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'heartbeat-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs the probe's own command on a file of this age; undefined: there is none. */
  const isAlive = (ageSeconds: number | undefined): boolean => {
    const heartbeatFile = path.join(folder, 'heartbeat');
    if (ageSeconds !== undefined) {
      writeFileSync(heartbeatFile, '');
      const time = Date.now() / 1000 - ageSeconds;
      utimesSync(heartbeatFile, time, time);
    }
    const { action } = workerProbePlan({ heartbeatFile, maxPauseSeconds: 30 }).liveness;
    if (action.type !== 'exec') throw new Error('not a command');
    const [command, ...args] = action.command;
    try {
      execFileSync(command!, args, { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };

  it('is one of a live worker when it is fresh', () => expect(isAlive(1)).toBe(true));
  it('is one of a live worker in its longest pause', () => expect(isAlive(45)).toBe(true));
  it('is one of a dead worker when it is old', () => expect(isAlive(70)).toBe(false));
  it('is one of a dead worker when it is not there', () => expect(isAlive(undefined)).toBe(false));
});

test('a restarted worker is not started because of the file of the one before', () => {
  const { startup, liveness } = workerProbePlan();
  expect(startup.action).toEqual(liveness.action);
});

test('the age from which a worker is dead is beyond its longest pause', () => {
  expect(heartbeatMaxAgeSeconds(1)).toBe(31);
  expect(heartbeatMaxAgeSeconds(30)).toBe(60);
});

test('a start may take three times what is expected', () => {
  const { startup } = workerProbePlan({ startupSeconds: 300 });
  expect(startup.periodSeconds * startup.failureThreshold).toBe(900);
});

test('the liveness of an agent does not wait for its runs', () => {
  const { liveness } = agentAppProbePlan({ port: 8000 });
  expect(liveness).toMatchObject({ action: { type: 'http', path: '/ok', port: 8000 }, timeoutSeconds: 30 });
});

test('a run may finish, but for no longer than the cluster autoscaler waits', () => {
  expect(agentAppShutdownPlan(300).drainSeconds).toBe(300);
  expect(agentAppShutdownPlan(3600).terminationGracePeriodSeconds).toBe(600);
});
