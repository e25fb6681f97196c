import * as fc from 'fast-check';
import { playProbes } from '../../../../lib/engine/kubelet/kubelet-model';
import { heartbeatOf } from '../../../../lib/engine/probes/heartbeat';
import {
  delayedHttpAppProbePlan,
  type HealthSource,
  httpAppProbePlan,
} from '../../../../lib/engine/probes/http-app-probes';
import {
  secondsOutOfService,
  secondsUntilDeadIsRestarted,
  startupBudgetSeconds,
} from '../../../../lib/engine/probes/probe-bounds';
import type { ProbePlan } from '../../../../lib/engine/probes/probe-plan';

const paths = { live: '/health/live', ready: '/health/ready' };
const guide = { port: 8000, maxProcessingSeconds: 30, startupSeconds: 60, paths };

describe("the AKS guide's example: a load of 60 s, up to 30 s of processing", () => {
  const plan = delayedHttpAppProbePlan(guide);

  it('its liveness, number for number', () => {
    expect(plan.liveness).toEqual({
      action: { type: 'http', path: '/health/live', port: 8000 },
      initialDelaySeconds: 60,
      periodSeconds: 30,
      timeoutSeconds: 30,
      failureThreshold: 3,
      successThreshold: 1,
    });
  });

  it('its readiness, number for number', () => {
    expect(plan.readiness).toEqual({
      action: { type: 'http', path: '/health/ready', port: 8000 },
      initialDelaySeconds: 30,
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 3,
      successThreshold: 1,
    });
  });

  it('has no startup probe', () => expect(plan).not.toHaveProperty('startup'));
});

describe('the same with a startup probe, which is the default', () => {
  const plan = httpAppProbePlan(guide);

  it('waits for nothing that has started', () => {
    expect([plan.liveness.initialDelaySeconds, plan.readiness.initialDelaySeconds]).toEqual([0, 0]);
  });

  it('lets a start take three times as long as expected', () => {
    expect(startupBudgetSeconds(plan)).toBe(180);
    expect(startupBudgetSeconds(delayedHttpAppProbePlan(guide))).toBeLessThan(180);
  });

  it('finds a process that hangs just as soon', () => {
    expect(secondsUntilDeadIsRestarted(plan, 0)).toEqual(
      secondsUntilDeadIsRestarted(delayedHttpAppProbePlan(guide), 0),
    );
  });
});

describe('health in a thread of its own', () => {
  const plan = httpAppProbePlan({
    ...guide,
    maxProcessingSeconds: 3600,
    health: { type: 'thread', port: 8001 },
  });

  it('is asked on its own port, at two paths', () => {
    expect([plan.startup.action, plan.liveness.action, plan.readiness.action]).toEqual([
      { type: 'http', path: '/health/live', port: 8001 },
      { type: 'http', path: '/health/live', port: 8001 },
      { type: 'http', path: '/health/ready', port: 8001 },
    ]);
  });

  it('finds a dead process within 35 seconds, however long work takes', () => {
    expect(secondsUntilDeadIsRestarted(plan, 0).killBegunSeconds).toBeLessThanOrEqual(35);
  });

  it('takes a busy pod out of service within one period', () => {
    expect(secondsOutOfService(plan).untilUnreadySeconds).toBe(5);
  });

  it('keeps a pod that is busy for an hour, out of service, and takes it back', () => {
    const played = playProbes({
      probes: plan,
      terminationGracePeriodSeconds: 60,
      answers: {
        answers: {
          startup: { onOwnThread: true },
          liveness: { onOwnThread: true },
          readiness: { onOwnThread: true, failsWhileWorking: true },
        },
      },
      jobs: [{ name: 'long', atSeconds: 100, seconds: 3600 }],
      untilSeconds: 4000,
    });
    expect([played.kills, played.workLost.length, played.workDone.length]).toEqual([0, 0, 1]);
    expect(played.ready).toHaveLength(2);
  });
});

const sources: Record<string, HealthSource> = {
  application: { type: 'application' },
  thread: { type: 'thread', port: 8001 },
  heartbeat: { type: 'heartbeat', heartbeat: heartbeatOf({ maxPauseSeconds: 0 }) },
};

describe.each(Object.entries(sources))('a plan for N seconds of work, health by %s', (_, health) => {
  const answers =
    health.type === 'thread'
      ? {
          answers: {
            startup: { onOwnThread: true },
            liveness: { onOwnThread: true },
            readiness: { onOwnThread: true },
          },
        }
      : health.type === 'heartbeat'
        ? { heartbeat: health.heartbeat }
        : {};
  const heartbeat = health.type === 'heartbeat' ? health.heartbeat : undefined;
  const work = fc.integer({ min: 1, max: 300 });
  const phases = fc.record({
    startup: fc.integer({ min: 0, max: 4 }),
    liveness: fc.double({ min: 0, max: 9, noNaN: true }),
  });
  const grace = 90;
  const planOf = (maxProcessingSeconds: number): ProbePlan =>
    httpAppProbePlan({ ...guide, maxProcessingSeconds, health });

  it('never kills a pod that is busy for up to N seconds, job after job', () => {
    fc.assert(
      fc.property(work, fc.double({ min: 0.1, max: 20, noNaN: true }), phases, (seconds, pause, ticks) => {
        const jobs = Array.from({ length: 8 }, (__, index) => ({
          name: `job ${index}`,
          atSeconds: 60 + index * (seconds + pause),
          seconds,
        }));
        const played = playProbes({
          probes: planOf(seconds),
          terminationGracePeriodSeconds: grace,
          answers,
          jobs,
          phases: ticks,
          untilSeconds: 120 + 8 * (seconds + pause) + 100,
        });
        expect([played.kills, played.workDone.length]).toEqual([0, 8]);
      }),
      { numRuns: 300 },
    );
  });

  it('always kills one that hangs, within the reported bound', () => {
    fc.assert(
      fc.property(work, fc.integer({ min: 30, max: 90 }), phases, (seconds, hangsAtSeconds, ticks) => {
        const probes = planOf(seconds);
        const { killBegunSeconds } = secondsUntilDeadIsRestarted(probes, grace, heartbeat);
        const played = playProbes({
          probes,
          terminationGracePeriodSeconds: grace,
          answers: { ...answers, hangsAtSeconds: [hangsAtSeconds] },
          phases: ticks,
          untilSeconds: 3000,
        });
        const begun = played.first('kill-begun');
        expect(begun! - hangsAtSeconds).toBeLessThanOrEqual(killBegunSeconds);
      }),
      { numRuns: 300 },
    );
  });

  it('never kills a start within its budget', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), phases, (startupSeconds, ticks) => {
        const probes = httpAppProbePlan({ ...guide, startupSeconds, health });
        const played = playProbes({
          probes,
          terminationGracePeriodSeconds: grace,
          answers: { ...answers, startsUpInSeconds: startupSeconds * 3 },
          phases: ticks,
          untilSeconds: startupSeconds * 3 + 60,
        });
        expect(played.kills).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});
