import type { AppBehaviour } from '../../../../lib/engine/kubelet/answer-timeline';
import { playProbes } from '../../../../lib/engine/kubelet/kubelet-model';
import type { ProbeTimeline } from '../../../../lib/engine/kubelet/probe-timeline';
import type { ProbeSpec } from '../../../../lib/engine/probes/probe-plan';

/** The AKS guide's: a beat every 10 s, younger than 30 s, period 15, three failures. */
const heartbeat = { everySeconds: 10, maxAgeSeconds: 30 };
const liveness: ProbeSpec = {
  action: { type: 'exec', command: ['/bin/sh', '-c', 'test …'] },
  initialDelaySeconds: 30,
  periodSeconds: 15,
  timeoutSeconds: 1,
  failureThreshold: 3,
  successThreshold: 1,
};

function play(answers: AppBehaviour, untilSeconds: number, probe = liveness): ProbeTimeline {
  return playProbes({
    probes: { liveness: probe },
    terminationGracePeriodSeconds: 30,
    answers: { heartbeat, ...answers },
    jobs: [{ name: 'report', atSeconds: 40, seconds: 600 }],
    untilSeconds,
  });
}

function results(played: ProbeTimeline) {
  return played.probes('liveness').map((event) => event.result);
}

describe('the heartbeat', () => {
  it('goes on through ten minutes of work on another thread', () => {
    const played = play({}, 700);
    expect([played.kills, played.workDone]).toEqual([0, ['report']]);
  });

  it('may miss one beat: none at 70, at 75 the last one, of 60, is 15 s old', () => {
    const missing = { ...heartbeat, missed: [{ from: 70, to: 71 }] };
    expect(new Set(results(play({ heartbeat: missing }, 120)))).toEqual(new Set(['ok']));
  });

  it('may miss two, where the probe falls on the very third: none at 50 and 60, at 70 the age is 0 again', () => {
    const missing = { ...heartbeat, missed: [{ from: 50, to: 70 }] };
    expect(new Set(results(play({ heartbeat: missing }, 120)))).toEqual(new Set(['ok']));
  });

  it('misses one beat too many for an age limit of 15 s: at 75 the beat of 60 is 15 s old', () => {
    const missing = { everySeconds: 10, maxAgeSeconds: 15, missed: [{ from: 70, to: 71 }] };
    expect(results(play({ heartbeat: missing }, 90))).toEqual(['ok', 'ok', 'ok', 'failed', 'ok']);
  });

  it('comes late after a pause of every thread: the beat of 50 at 78, the probe of 75 sees 35 s', () => {
    const played = play({ paused: [{ from: 45, to: 78 }] }, 90);
    expect(results(played)).toEqual(['ok', 'ok', 'ok', 'failed', 'ok']);
  });

  it('is as old as the limit: 30 s is not younger than 30 s', () => {
    // Beats of 0, 10, … 60; the probe of 90 sees exactly 30 s.
    const played = play({ hangsAtSeconds: [61] }, 90);
    expect(results(played)).toEqual(['ok', 'ok', 'ok', 'ok', 'failed']);
  });

  it('stops when the process hangs: last beat 60, probes of 90, 105 and 120 fail', () => {
    expect(play({ hangsAtSeconds: [61] }, 200).first('kill-begun')).toBe(120);
  });

  it('is missing before the first beat', () => {
    const played = play({ startsUpInSeconds: 50 }, 60);
    expect(results(played)).toEqual(['failed', 'failed', 'ok']);
  });

  it('stays on its volume through a restart: a young file of the last container passes for a start', () => {
    const played = playProbes({
      probes: {
        startup: { ...liveness, initialDelaySeconds: 0, periodSeconds: 5 },
        liveness: {
          ...liveness,
          initialDelaySeconds: 0,
          action: { type: 'http', path: '/', port: 80 },
          failureThreshold: 1,
        },
      },
      terminationGracePeriodSeconds: 30,
      answers: {
        heartbeat,
        startsUpInSeconds: [0, 60],
        answers: { liveness: { fails: [{ from: 40, to: 50 }] } },
      },
      untilSeconds: 52,
    });
    // Killed at 45; the next container counts as started at once, with the beat of 40. Its process would be up at 105.
    expect(played.all('started').map((event) => event.seconds)).toEqual([0, 45]);
  });

  it('counts whole seconds of the clock: a beat of 60.9 looks 30 s old at 90.1, after 29.2 s', () => {
    const odd = { everySeconds: 10, maxAgeSeconds: 30, firstBeatSeconds: 0.875 };
    const played = playProbes({
      probes: { liveness },
      terminationGracePeriodSeconds: 30,
      answers: { heartbeat: odd, hangsAtSeconds: [61] },
      phases: { liveness: 0.125 },
      untilSeconds: 91,
    });
    expect(results(played).at(-1)).toBe('failed');
  });

  it('reports nothing if the process starts a shell too slowly: 1 s of 1', () => {
    expect(new Set(results(play({ answers: { liveness: { delaySeconds: 1 } } }, 60)))).toEqual(
      new Set(['timed-out']),
    );
  });
});
