import type { AppBehaviour, Job } from '../../../../lib/engine/kubelet/answer-timeline';
import { playProbes } from '../../../../lib/engine/kubelet/kubelet-model';
import { restartAfterKill } from '../../../../lib/engine/kubelet/restart-back-off';
import type { ProbeSpec } from '../../../../lib/engine/probes/probe-plan';

const liveness: ProbeSpec = {
  action: { type: 'http', path: '/health/live', port: 8000 },
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  failureThreshold: 3,
  successThreshold: 1,
};

function play(answers: AppBehaviour, untilSeconds: number, jobs: Job[] = [], grace = 30) {
  return playProbes({
    probes: { liveness },
    terminationGracePeriodSeconds: grace,
    answers,
    jobs,
    untilSeconds,
  });
}

describe('the end of a container', () => {
  it('is SIGKILL after the grace period where the process hangs: 41 + 30', () => {
    const played = play({ hangsAtSeconds: [15] }, 100);
    expect(played.all('killed')).toEqual([{ seconds: 71, kind: 'killed', forced: true }]);
  });

  it('is at once where the process hears SIGTERM', () => {
    const played = play({ answers: { liveness: { fails: [{ from: 15, to: 45 }] } } }, 100);
    expect(played.all('killed')).toEqual([{ seconds: 40, kind: 'killed', forced: false }]);
  });

  it('waits for a blocked process that is free within the grace period, whose work is done then: 15 + 50 < 41 + 30', () => {
    const played = play({}, 100, [{ name: 'report', atSeconds: 15, seconds: 50 }]);
    expect(played.all('killed')).toEqual([{ seconds: 65, kind: 'killed', forced: false }]);
    expect(played.workDone).toEqual(['report']);
  });

  it('loses the work that a process on other threads drops on SIGTERM', () => {
    const fails = [{ from: 15, to: 45 }];
    const job: Job = { name: 'report', atSeconds: 15, seconds: 50, blocksAnswers: false };
    expect(play({ answers: { liveness: { fails } } }, 100, [job]).all('work-lost')[0]?.seconds).toBe(40);
    const finishing = play({ onSigterm: 'finishes-its-job', answers: { liveness: { fails } } }, 100, [job]);
    expect(finishing.all('work-done')[0]?.seconds).toBe(65);
  });

  it('takes no new work after SIGTERM', () => {
    const played = play({ answers: { liveness: { fails: [{ from: 15, to: 45 }] } } }, 200, [
      { name: 'first', atSeconds: 15, seconds: 30, blocksAnswers: false },
      { name: 'second', atSeconds: 20, seconds: 30, blocksAnswers: false },
    ]);
    // 'first' ends with its container at 40; 'second' is begun by the next one.
    expect(played.work).toEqual([
      { job: 'first', outcome: 'lost', from: 15, to: 40 },
      { job: 'second', outcome: 'done', from: 40, to: 70 },
    ]);
  });

  it('takes no work that comes after SIGTERM, though the process lives on for its grace period', () => {
    const job: Job = { name: 'late', atSeconds: 50, seconds: 10, blocksAnswers: false };
    const played = play(
      { onSigterm: 'ignores', answers: { liveness: { fails: [{ from: 15, to: 45 }] } } },
      200,
      [job],
    );
    expect(played.first('killed')).toBe(70);
    expect(played.work).toEqual([{ job: 'late', outcome: 'done', from: 70, to: 80 }]);
  });

  it('takes the grace period of the probe before that of the pod: 41 + 5', () => {
    const played = playProbes({
      probes: { liveness },
      terminationGracePeriodSeconds: 3600,
      probeGracePeriodSeconds: { liveness: 5 },
      answers: { hangsAtSeconds: [15] },
      untilSeconds: 100,
    });
    expect(played.first('killed')).toBe(46);
  });

  it('asks no more before there is a new container', () => {
    const played = play({ hangsAtSeconds: [15] }, 80);
    expect(played.probes('liveness').map((event) => event.seconds)).toEqual([0, 10, 21, 31, 41, 80]);
  });

  it('gives a job of a queue to every next container, and loses it each time: 90 s of work never end', () => {
    const played = play({}, 1000, [{ name: 'report', atSeconds: 15, seconds: 90, redelivered: true }]);
    expect(played.workDone).toEqual([]);
    expect(played.work.slice(0, 3)).toEqual([
      { job: 'report', outcome: 'lost', from: 15, to: 71 },
      // The tick of the restart at 71 is 80: 80, 90 and 100 time out.
      { job: 'report', outcome: 'lost', from: 71, to: 131 },
      { job: 'report', outcome: 'lost', from: 131, to: 191 },
    ]);
  });
});

describe('a probe that waits when the process ends', () => {
  const waiting = { ...liveness, timeoutSeconds: 60, failureThreshold: 1 };

  it('fails with its connection: readiness asked at 40, the process is gone at 51', () => {
    const played = playProbes({
      probes: { readiness: waiting, liveness: { ...liveness, failureThreshold: 1 } },
      terminationGracePeriodSeconds: 30,
      answers: { hangsAtSeconds: [15] },
      untilSeconds: 60,
    });
    expect(played.probes('readiness')).toContainEqual({
      seconds: 51,
      kind: 'probe',
      probe: 'readiness',
      result: 'failed',
      tookSeconds: 31,
    });
  });

  it('gives no result where it is a command: the kubelet throws the error away', () => {
    const played = playProbes({
      probes: {
        readiness: { ...waiting, action: { type: 'exec', command: ['slow'] } },
        liveness: { ...liveness, failureThreshold: 1 },
      },
      terminationGracePeriodSeconds: 30,
      answers: { hangsAtSeconds: [15], answers: { readiness: { delaySeconds: 55 } } },
      untilSeconds: 60,
    });
    expect(played.first('killed')).toBe(51);
    expect(played.probes('readiness')).toEqual([]);
  });
});

describe('the restart', () => {
  it('is at once for the first kills, then waits longer: a process that never starts', () => {
    const played = playProbes({
      probes: { startup: { ...liveness, failureThreshold: 3 } },
      terminationGracePeriodSeconds: 30,
      answers: { startsUpInSeconds: 10_000 },
      untilSeconds: 290,
    });
    // The first lasts 20 s (probes of 0, 10, 20), the next ones 30 s: the tick of their start was spent on the one before.
    // 20: no back-off at all. 50: a window of 10 s from 20 is over. 80 and 110: so are 10 s from 50 and 20 s from 80.
    // 140: 40 s from 110 are not, so that it waits 40 s from its own end. 200: 80 s from 140 are not.
    expect(played.all('killed').map((event) => event.seconds)).toEqual([20, 50, 80, 110, 140, 200]);
    expect(played.all('restarted').map((event) => event.seconds)).toEqual([20, 50, 80, 110, 180, 280]);
  });

  it('meets no back-off the first time', () => {
    expect(restartAfterKill(100, undefined, undefined)).toEqual({ at: 100, backOff: undefined });
  });

  it('opens a window of 10 s with the second', () => {
    expect(restartAfterKill(200, 100, undefined)).toEqual({
      at: 200,
      backOff: { windowSeconds: 10, updatedAt: 200 },
    });
  });

  it('waits the window from the end of the container where that before it ended within the window', () => {
    const backOff = { windowSeconds: 80, updatedAt: 200 };
    expect(restartAfterKill(250, 200, backOff)).toEqual({
      at: 330,
      backOff: { windowSeconds: 160, updatedAt: 330 },
    });
  });

  it('does not wait after a container that ran as long as the window', () => {
    const backOff = { windowSeconds: 80, updatedAt: 200 };
    expect(restartAfterKill(280, 200, backOff).at).toBe(280);
  });

  it('waits 300 s at most', () => {
    const backOff = { windowSeconds: 160, updatedAt: 200 };
    expect(restartAfterKill(500, 200, backOff).backOff?.windowSeconds).toBe(300);
    expect(restartAfterKill(500, 200, { windowSeconds: 300, updatedAt: 200 }).backOff?.windowSeconds).toBe(
      300,
    );
  });

  it('forgets after ten minutes without an end: 600 s stay, 601 restart the count', () => {
    const backOff = { windowSeconds: 160, updatedAt: 0 };
    expect(restartAfterKill(2000, 600, backOff).backOff?.windowSeconds).toBe(300);
    expect(restartAfterKill(2000, 601, backOff).backOff?.windowSeconds).toBe(10);
  });
});
