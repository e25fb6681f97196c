import type { AppBehaviour } from '../../../../lib/engine/kubelet/answer-timeline';
import { playProbes } from '../../../../lib/engine/kubelet/kubelet-model';
import type { ProbeTimeline } from '../../../../lib/engine/kubelet/probe-timeline';
import type { ProbePlan, ProbeSpec } from '../../../../lib/engine/probes/probe-plan';

function probe(change: Partial<ProbeSpec> = {}): ProbeSpec {
  return {
    action: { type: 'http', path: '/health', port: 8000 },
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 1,
    failureThreshold: 3,
    successThreshold: 1,
    ...change,
  };
}

function play(probes: Partial<ProbePlan>, answers: AppBehaviour, untilSeconds: number): ProbeTimeline {
  return playProbes({ probes, terminationGracePeriodSeconds: 30, answers, untilSeconds });
}

/** The example of the Kubernetes documentation: 30 failures of 10 s. */
const documented = probe({ failureThreshold: 30 });

describe('the startup probe', () => {
  it('just makes it: the thirtieth probe, at 290 s, meets a process that is up at 290 s', () => {
    const played = play({ startup: documented }, { startsUpInSeconds: 290 }, 400);
    expect([played.first('started'), played.kills]).toEqual([290, 0]);
  });

  it('just does not: up at 291 s, killed at 290 s, though period × failures is 300', () => {
    const played = play({ startup: documented }, { startsUpInSeconds: 291 }, 400);
    expect([played.first('started'), played.first('kill-begun')]).toEqual([undefined, 290]);
  });

  it('gives up later where the ticker began later: 9 + 29 × 10', () => {
    const played = playProbes({
      probes: { startup: documented },
      terminationGracePeriodSeconds: 30,
      answers: { startsUpInSeconds: 298 },
      phases: { startup: 9 },
      untilSeconds: 400,
    });
    expect([played.first('started'), played.kills]).toEqual([299, 0]);
  });

  it('waits for an open socket that does not answer yet: sent at 20, time-out 5, up at 24', () => {
    const answers: AppBehaviour = { startsUpInSeconds: 24, untilUp: 'waits' };
    expect(play({ startup: probe({ timeoutSeconds: 5 }) }, answers, 60).first('started')).toBe(24);
  });

  it('holds liveness and readiness back until it succeeds: nothing before 40', () => {
    const played = play(
      { startup: probe({ failureThreshold: 6 }), readiness: probe(), liveness: probe() },
      { startsUpInSeconds: 35 },
      60,
    );
    expect(played.first('started')).toBe(40);
    expect(played.probes('liveness')[0]?.seconds).toBe(40);
    expect(played.probes('readiness')[0]?.seconds).toBe(40);
  });

  it('asks no more once it has succeeded', () => {
    const played = play({ startup: probe() }, { startsUpInSeconds: 15 }, 100);
    expect(played.probes('startup').map((event) => event.seconds)).toEqual([0, 10, 20]);
  });

  it('makes readiness ask at once, not at its next tick: ready at 3 with ticks of 10', () => {
    const played = play(
      { startup: probe({ periodSeconds: 1, failureThreshold: 60 }), readiness: probe() },
      { startsUpInSeconds: 3 },
      20,
    );
    expect(played.ready).toEqual([{ from: 3, to: 20 }]);
    expect(played.probes('readiness').map((event) => event.seconds)).toEqual([3, 13]);
  });

  it('does not set the delay of liveness back: 30 s count from the start of the container, not from 20', () => {
    const played = play(
      { startup: probe(), liveness: probe({ initialDelaySeconds: 30 }) },
      { startsUpInSeconds: 15 },
      40,
    );
    expect(played.first('started')).toBe(20);
    expect(played.probes('liveness')[0]?.seconds).toBe(30);
  });

  it('ends a process that hangs while it starts: probes of 0 (refused), 10 and 20 (silent) fail, the last at 21', () => {
    const played = play(
      { startup: probe(), liveness: probe() },
      { startsUpInSeconds: 5, hangsAtSeconds: [6] },
      60,
    );
    expect(played.all('kill-begun')[0]).toMatchObject({ seconds: 21, probe: 'startup' });
    expect(played.first('killed')).toBe(51);
  });

  it('begins again with the next container: a first start of 50 s is killed at 20, a second of 15 s is not', () => {
    const played = play({ startup: probe() }, { startsUpInSeconds: [50, 15] }, 100);
    expect(played.first('kill-begun')).toBe(20);
    // A process that loads ends on SIGTERM at once; the ticks of 20 and 30 are refused, 40 is answered.
    expect([played.first('restarted'), played.first('started'), played.kills]).toEqual([20, 40, 1]);
  });

  it('is missing: liveness kills a load of 60 s after the default thirty seconds: 0, 10, 20', () => {
    expect(play({ liveness: probe() }, { startsUpInSeconds: 60 }, 60).first('kill-begun')).toBe(20);
  });

  it('is missing: an initial delay of 60 s lets a load of 60 s through', () => {
    const played = play({ liveness: probe({ initialDelaySeconds: 60 }) }, { startsUpInSeconds: 60 }, 300);
    expect(played.kills).toBe(0);
  });
});
