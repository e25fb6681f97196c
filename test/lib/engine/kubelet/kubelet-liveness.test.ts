import { playProbes } from '../../../../lib/engine/kubelet/kubelet-model';
import type { ProbeAction, ProbeSpec } from '../../../../lib/engine/probes/probe-plan';

const http: ProbeAction = { type: 'http', path: '/health', port: 8000 };
const grace = 30;

/** Defaults of Kubernetes for a probe: period 10, time-out 1, three failures. */
function probe(change: Partial<ProbeSpec> = {}): ProbeSpec {
  return {
    action: http,
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 1,
    failureThreshold: 3,
    successThreshold: 1,
    ...change,
  };
}

describe('the liveness probe', () => {
  it('kills a process that is busy for 90 s: probes of 20, 30 and 40 time out, the third at 41', () => {
    const played = playProbes({
      probes: { liveness: probe() },
      terminationGracePeriodSeconds: grace,
      jobs: [{ name: 'report', atSeconds: 15, seconds: 90 }],
      untilSeconds: 100,
    });
    expect(played.first('kill-begun')).toBe(41);
    expect(played.workLost).toEqual(['report']);
  });

  it('reports which probe failed how often', () => {
    const played = playProbes({
      probes: { liveness: probe() },
      terminationGracePeriodSeconds: grace,
      answers: { hangsAtSeconds: [15] },
      untilSeconds: 50,
    });
    expect(played.all('kill-begun')).toEqual([
      {
        seconds: 41,
        kind: 'kill-begun',
        probe: 'liveness',
        reason: 'liveness probe failed 3 times in a row',
      },
    ]);
  });

  it('with a threshold of one kills on the first failure: 20 + 1 s', () => {
    const played = playProbes({
      probes: { liveness: probe({ failureThreshold: 1 }) },
      terminationGracePeriodSeconds: grace,
      answers: { hangsAtSeconds: [15] },
      untilSeconds: 50,
    });
    expect(played.first('kill-begun')).toBe(21);
  });

  it('restarts the count after an answer: two failures, an answer at 30, two failures', () => {
    const played = playProbes({
      probes: { liveness: probe() },
      terminationGracePeriodSeconds: grace,
      answers: {
        blocked: [
          { from: 5, to: 25 },
          { from: 35, to: 55 },
        ],
      },
      untilSeconds: 100,
    });
    expect(played.probes('liveness').map((event) => event.result)).toEqual([
      'ok',
      'timed-out',
      'timed-out',
      'ok',
      'timed-out',
      'timed-out',
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
    ]);
    expect(played.kills).toBe(0);
  });

  it('without a startup probe waits for its initial delay: the first of period 10 at or after 25 s is at 30', () => {
    const played = playProbes({
      probes: { liveness: probe({ initialDelaySeconds: 25 }) },
      terminationGracePeriodSeconds: grace,
      untilSeconds: 45,
    });
    expect(played.probes('liveness').map((event) => event.seconds)).toEqual([30, 40]);
  });

  it('comes up to a second before its initial delay is over: the start counts from the whole second before it', () => {
    const played = playProbes({
      probes: { liveness: probe({ initialDelaySeconds: 30 }) },
      terminationGracePeriodSeconds: grace,
      phases: { liveness: 9.5 },
      clockOffset: 0.5,
      untilSeconds: 35,
    });
    expect(played.first('probe')).toBe(29.5);
  });

  it('takes an answer just before the time-out: 4.75 s of 5', () => {
    const played = playProbes({
      probes: { liveness: probe({ timeoutSeconds: 5 }) },
      terminationGracePeriodSeconds: grace,
      answers: { answers: { liveness: { delaySeconds: 4.75 } } },
      untilSeconds: 5,
    });
    expect(played.all('probe')).toEqual([
      { seconds: 4.75, kind: 'probe', probe: 'liveness', result: 'ok', tookSeconds: 4.75 },
    ]);
  });

  it('counts an answer at the very time-out as late', () => {
    const played = playProbes({
      probes: { liveness: probe({ timeoutSeconds: 5 }) },
      terminationGracePeriodSeconds: grace,
      answers: { answers: { liveness: { delaySeconds: 5 } } },
      untilSeconds: 5,
    });
    expect(played.all('probe')).toEqual([
      { seconds: 5, kind: 'probe', probe: 'liveness', result: 'timed-out', tookSeconds: 5 },
    ]);
  });

  it('slower than its period: one waiting tick follows at once, the others are dropped (sent at 0, 12, 24, 36)', () => {
    const played = playProbes({
      probes: { liveness: probe({ periodSeconds: 5, timeoutSeconds: 20 }) },
      terminationGracePeriodSeconds: grace,
      answers: { answers: { liveness: { delaySeconds: 12 } } },
      untilSeconds: 50,
    });
    expect(played.probes('liveness').map((event) => event.seconds - event.tookSeconds)).toEqual([
      0, 12, 24, 36,
    ]);
  });

  it('after a slow one comes back to its ticks: 0, then 13 for the tick of 10, then 20', () => {
    const played = playProbes({
      probes: { liveness: probe({ timeoutSeconds: 15 }) },
      terminationGracePeriodSeconds: grace,
      answers: { blocked: [{ from: 0, to: 13 }] },
      untilSeconds: 30,
    });
    expect(played.probes('liveness').map((event) => event.seconds - event.tookSeconds)).toEqual([
      0, 13, 20, 30,
    ]);
  });

  it('asks a thread of its own, which the work does not hold up: the job of 90 s is done', () => {
    const played = playProbes({
      probes: { liveness: probe() },
      terminationGracePeriodSeconds: grace,
      answers: { answers: { liveness: { onOwnThread: true } } },
      jobs: [{ name: 'report', atSeconds: 15, seconds: 90 }],
      untilSeconds: 200,
    });
    expect(played.kills).toBe(0);
    expect(played.workDone).toEqual(['report']);
  });

  it('sees that thread stop too when the whole process is paused: 20, 30, 40 + 1 s', () => {
    const played = playProbes({
      probes: { liveness: probe() },
      terminationGracePeriodSeconds: grace,
      answers: { paused: [{ from: 15, to: 60 }], answers: { liveness: { onOwnThread: true } } },
      untilSeconds: 60,
    });
    expect(played.first('kill-begun')).toBe(41);
  });

  it('is missing: no probe ends a process that hangs', () => {
    const played = playProbes({
      probes: { readiness: probe() },
      terminationGracePeriodSeconds: grace,
      answers: { hangsAtSeconds: [15] },
      untilSeconds: 1000,
    });
    expect(played.kills).toBe(0);
  });

  it('has to have a period', () => {
    const probes = { liveness: probe({ periodSeconds: 0 }) };
    expect(() => playProbes({ probes, terminationGracePeriodSeconds: grace, untilSeconds: 10 })).toThrow(
      RangeError,
    );
  });
});
