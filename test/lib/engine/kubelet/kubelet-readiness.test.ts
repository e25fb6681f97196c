import type { AppBehaviour, Job } from '../../../../lib/engine/kubelet/answer-timeline';
import { playProbes } from '../../../../lib/engine/kubelet/kubelet-model';
import type { ProbeTimeline } from '../../../../lib/engine/kubelet/probe-timeline';
import type { ProbeSpec } from '../../../../lib/engine/probes/probe-plan';

function probe(change: Partial<ProbeSpec> = {}): ProbeSpec {
  return {
    action: { type: 'http', path: '/health/ready', port: 8000 },
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold: 3,
    successThreshold: 1,
    ...change,
  };
}

function play(
  readiness: ProbeSpec | undefined,
  answers: AppBehaviour,
  untilSeconds: number,
  jobs: Job[] = [],
): ProbeTimeline {
  return playProbes({
    probes: { readiness },
    terminationGracePeriodSeconds: 30,
    answers,
    jobs,
    untilSeconds,
  });
}

describe('the readiness probe', () => {
  it('never restarts a pod, however long it fails', () => {
    const played = play(probe(), { answers: { readiness: { fails: [{ from: 0, to: 20_000 }] } } }, 10_000);
    expect(played.ready).toEqual([]);
    expect(played.kills).toBe(0);
  });

  it('takes the pod out after three failures in a row: 20, 30, 40', () => {
    const played = play(probe(), { answers: { readiness: { fails: [{ from: 15, to: 100 }] } } }, 60);
    expect(played.first('unready')).toBe(40);
  });

  it('leaves the pod in for two failures: 20 and 30, an answer at 40', () => {
    const played = play(probe(), { answers: { readiness: { fails: [{ from: 15, to: 35 }] } } }, 60);
    expect(played.ready).toEqual([{ from: 0, to: 60 }]);
  });

  it('with a threshold of one takes the pod out on the first failure, and asks at once again', () => {
    const played = play(
      probe({ failureThreshold: 1 }),
      { answers: { readiness: { fails: [{ from: 15, to: 25 }] } } },
      40,
    );
    // 20 fails, and so does the probe out of turn; the ticker restarts at 20.
    expect(played.ready).toEqual([
      { from: 0, to: 20 },
      { from: 30, to: 40 },
    ]);
    expect(played.probes('readiness').map((event) => event.seconds)).toEqual([0, 10, 20, 20, 30, 40]);
  });

  it('with a success threshold of two takes the pod back on the second answer: 30 and 40', () => {
    const played = play(
      probe({ failureThreshold: 1, successThreshold: 2 }),
      { answers: { readiness: { fails: [{ from: 15, to: 25 }] } } },
      60,
    );
    expect(played.ready).toEqual([
      { from: 10, to: 20 },
      { from: 40, to: 60 },
    ]);
  });

  it('counts answers in a row, not in all: 30 answers, 40 fails, 50 and 60 answer', () => {
    const fails = [
      { from: 15, to: 25 },
      { from: 35, to: 45 },
    ];
    const played = play(
      probe({ failureThreshold: 1, successThreshold: 2 }),
      { answers: { readiness: { fails } } },
      70,
    );
    expect(played.ready).toEqual([
      { from: 10, to: 20 },
      { from: 60, to: 70 },
    ]);
  });

  it('is out of service for the job that it answers 503 to, and back after it', () => {
    const played = play(
      probe({ periodSeconds: 5, failureThreshold: 1 }),
      { answers: { readiness: { failsWhileWorking: true, onOwnThread: true } } },
      120,
      [{ name: 'report', atSeconds: 12, seconds: 90 }],
    );
    // Unready at the tick of 15, which the probe out of turn repeats; work until 102, the next tick is 105.
    expect(played.ready).toEqual([
      { from: 0, to: 15 },
      { from: 105, to: 120 },
    ]);
  });

  it('is not ready before its initial delay is over: 30', () => {
    expect(play(probe({ initialDelaySeconds: 30 }), {}, 60).ready).toEqual([{ from: 30, to: 60 }]);
  });

  it('is missing: ready as soon as the container runs, whether it answers or not', () => {
    expect(play(undefined, { startsUpInSeconds: 50 }, 60).ready).toEqual([{ from: 0, to: 60 }]);
  });

  it('is asked on while a container that liveness kills has its grace period: such a pod still gets requests', () => {
    const played = playProbes({
      probes: { readiness: probe(), liveness: probe({ failureThreshold: 1 }) },
      terminationGracePeriodSeconds: 30,
      answers: { onSigterm: 'ignores', answers: { liveness: { fails: [{ from: 15, to: 25 }] } } },
      untilSeconds: 60,
    });
    expect(played.first('kill-begun')).toBe(20);
    expect(played.ready).toEqual([
      { from: 0, to: 50 },
      { from: 50, to: 60 },
    ]);
    expect(
      played.probes('readiness').filter((event) => event.seconds > 20 && event.seconds < 50),
    ).toHaveLength(2);
  });

  it('waits for the new container after a restart: ready at the tick of 50, when it has loaded', () => {
    const played = playProbes({
      probes: { readiness: probe(), liveness: probe({ failureThreshold: 1, periodSeconds: 30 }) },
      terminationGracePeriodSeconds: 30,
      answers: {
        startsUpInSeconds: [0, 15],
        answers: { liveness: { fails: [{ from: 25, to: 35 }] } },
      },
      untilSeconds: 55,
    });
    expect(played.first('restarted')).toBe(30);
    expect(played.ready).toEqual([
      { from: 0, to: 30 },
      { from: 50, to: 55 },
    ]);
  });

  it('keeps its count through a restart: one answer of the new container is enough where two are asked for', () => {
    const played = playProbes({
      probes: {
        readiness: probe({ successThreshold: 2 }),
        liveness: probe({ failureThreshold: 1 }),
      },
      terminationGracePeriodSeconds: 30,
      answers: { answers: { liveness: { fails: [{ from: 25, to: 35 }] } } },
      untilSeconds: 60,
    });
    expect(played.ready).toEqual([
      { from: 10, to: 30 },
      { from: 30, to: 60 },
    ]);
  });
});
