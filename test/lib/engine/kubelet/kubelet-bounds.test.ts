import fc from 'fast-check';
import type { AppBehaviour, Heartbeat } from '../../../../lib/engine/kubelet/answer-timeline';
import { playProbes } from '../../../../lib/engine/kubelet/kubelet-model';
import {
  secondsOfEachJobUntilKilled,
  secondsOutOfService,
  secondsUntilDeadIsRestarted,
  secondsUntilHungStartIsRestarted,
  secondsUntilKilledWhileBusy,
  startupBudgetSeconds,
} from '../../../../lib/engine/probes/probe-bounds';
import type { ProbePlan, ProbeSpec } from '../../../../lib/engine/probes/probe-plan';

/** Quarters of a second: exact in binary. */
const quarter = 0.25;
const grace = 30;

function probe(numbers: Partial<ProbeSpec>, type: 'http' | 'exec' = 'http'): ProbeSpec {
  return {
    action: type === 'http' ? { type, path: '/health', port: 8000 } : { type, command: ['heartbeat'] },
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 1,
    failureThreshold: 3,
    successThreshold: 1,
    ...numbers,
  };
}

describe('the bounds in numbers', () => {
  const defaults: Partial<ProbePlan> = { readiness: probe({}), liveness: probe({}) };
  /** Tuned for 30 s of processing and a load of 60 s, without a startup probe. */
  const tuned: Partial<ProbePlan> = {
    readiness: probe({ initialDelaySeconds: 30, periodSeconds: 10, timeoutSeconds: 5 }),
    liveness: probe({ initialDelaySeconds: 60, periodSeconds: 30, timeoutSeconds: 30 }),
  };
  const heartbeat: Heartbeat = { everySeconds: 10, maxAgeSeconds: 30 };
  const beating: Partial<ProbePlan> = { liveness: probe({ periodSeconds: 15 }, 'exec') };

  it('default probes kill after 2 × 10 + 1 s of work, tuned ones after 2 × 30 + 30', () => {
    expect([secondsUntilKilledWhileBusy(defaults), secondsUntilKilledWhileBusy(tuned)]).toEqual([21, 90]);
  });

  it('default probes allow jobs of up to 1 s in any order, tuned ones, which ask without a gap, 90', () => {
    expect([secondsOfEachJobUntilKilled(defaults), secondsOfEachJobUntilKilled(tuned)]).toEqual([1, 90]);
  });

  it('a hang is found a period later at most: 10 + 21 and 30 + 90, and restarted after the grace period', () => {
    expect(secondsUntilDeadIsRestarted(defaults, grace)).toEqual({
      killBegunSeconds: 31,
      restartedSeconds: 61,
    });
    expect(secondsUntilDeadIsRestarted(tuned, grace)).toEqual({
      killBegunSeconds: 120,
      restartedSeconds: 150,
    });
  });

  it('a start that hangs takes the initial delay more: 60 + 120', () => {
    expect(secondsUntilHungStartIsRestarted(tuned, grace).killBegunSeconds).toBe(180);
  });

  it('a file of the container before passes for a start for 30 s: liveness finds out, 30 + 10 + 5 × 10 + 1', () => {
    const mixed = { startup: probe({}, 'exec'), liveness: probe({ failureThreshold: 6 }) };
    expect(secondsUntilHungStartIsRestarted(mixed, grace, heartbeat).killBegunSeconds).toBe(91);
  });

  it('a start may take 2 × 10 s with the defaults, 59 + 2 × 30 with the tuned ones', () => {
    expect([startupBudgetSeconds(defaults), startupBudgetSeconds(tuned)]).toEqual([20, 119]);
  });

  it('a heartbeat allows pauses of 30 - 1 - 10 s each, and one of 19 + 2 × 15', () => {
    expect(secondsOfEachJobUntilKilled(beating, heartbeat)).toBe(19);
    expect(secondsUntilKilledWhileBusy(beating, heartbeat)).toBe(49);
  });

  it('a heartbeat that stops is found within 30 + 3 × 15 s', () => {
    expect(secondsUntilDeadIsRestarted(beating, grace, heartbeat).killBegunSeconds).toBe(75);
  });

  it('a file that a beat outdates before the next one may have a process killed that was never paused', () => {
    expect(secondsUntilKilledWhileBusy(beating, { everySeconds: 10, maxAgeSeconds: 10 })).toBe(0);
  });

  it('503 takes a pod out within 3 × 10 s, silence within 10 + 2 × 10 + 5, and back within 10', () => {
    expect(secondsOutOfService(tuned)).toEqual({ untilUnreadySeconds: 30, untilReadySeconds: 10 });
    expect(secondsOutOfService(tuned, 'silent').untilUnreadySeconds).toBe(35);
  });

  it('without liveness nothing is killed, and nothing that is dead is restarted', () => {
    expect(secondsUntilKilledWhileBusy({})).toBe(Number.POSITIVE_INFINITY);
    expect(secondsUntilDeadIsRestarted({}, grace).killBegunSeconds).toBe(Number.POSITIVE_INFINITY);
    expect(startupBudgetSeconds({})).toBe(Number.POSITIVE_INFINITY);
  });

  it('without readiness a pod is never taken out', () => {
    expect(secondsOutOfService({})).toEqual({
      untilUnreadySeconds: Number.POSITIVE_INFINITY,
      untilReadySeconds: 0,
    });
  });
});

/** Where the ticks and the beats fall, what the clock shows, when it happens. */
const chance = fc.record({
  phase: fc.integer({ min: 0, max: 79 }),
  firstBeat: fc.integer({ min: 0, max: 79 }),
  clockOffset: fc.integer({ min: 0, max: 3 }),
  at: fc.integer({ min: 0, max: 200 }),
});

const numbers = fc.record({
  periodSeconds: fc.integer({ min: 1, max: 20 }),
  failureThreshold: fc.integer({ min: 1, max: 4 }),
});

const beats = fc
  .record({ everySeconds: fc.integer({ min: 1, max: 15 }), spare: fc.integer({ min: 2, max: 40 }) })
  .map(({ everySeconds, spare }) => ({ everySeconds, maxAgeSeconds: everySeconds + spare }));

type Luck = { phase: number; firstBeat: number; clockOffset: number };

function play(
  spec: ProbeSpec,
  heartbeat: Heartbeat,
  answers: AppBehaviour,
  untilSeconds: number,
  luck: Luck,
) {
  const firstBeatSeconds = (luck.firstBeat * quarter) % heartbeat.everySeconds;
  return playProbes({
    probes: { liveness: spec },
    terminationGracePeriodSeconds: grace,
    answers: { heartbeat: { ...heartbeat, firstBeatSeconds }, ...answers },
    untilSeconds,
    phases: { liveness: (luck.phase * quarter) % spec.periodSeconds },
    clockOffset: luck.clockOffset * quarter,
  });
}

describe('a heartbeat', () => {
  it('never has a process killed that is paused for less than the bound', () => {
    fc.assert(
      fc.property(numbers, beats, chance, (spec, heartbeat, luck) => {
        const liveness = probe({ ...spec, initialDelaySeconds: 60 }, 'exec');
        const from = 100 + luck.at * quarter;
        const pause = { from, to: from + secondsUntilKilledWhileBusy({ liveness }, heartbeat) - quarter };
        expect(play(liveness, heartbeat, { paused: [pause] }, pause.to + 200, luck).kills).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  it('has one killed for half a second more, where beats, ticks and clock fall badly', () => {
    const heartbeat = { everySeconds: 10, maxAgeSeconds: 30 };
    const liveness = probe({ periodSeconds: 15 }, 'exec');
    // Beats of …, 90.75, 100.75: a pause from 100.75 on leaves that of 90.75, which the clock rounds down to 90; at 120 it is 30 s old.
    const from = 100.75;
    const to = from + secondsUntilKilledWhileBusy({ liveness }, heartbeat) + 2 * quarter;
    const luck = { phase: 0, firstBeat: 3, clockOffset: 0 };
    expect(play(liveness, heartbeat, { paused: [{ from, to }] }, 200, luck).first('kill-begun')).toBe(150);
  });

  it('always has one killed that hangs, within the bound', () => {
    fc.assert(
      fc.property(numbers, beats, chance, (spec, heartbeat, luck) => {
        // Not before the first beat: a file that is missing kills too.
        const liveness = probe({ ...spec, initialDelaySeconds: 60 }, 'exec');
        const hang = 100 + luck.at * quarter;
        const bound = secondsUntilDeadIsRestarted({ liveness }, grace, heartbeat);
        const answers = { hangsAtSeconds: [hang] };
        const played = play(liveness, heartbeat, answers, hang + bound.restartedSeconds, luck);
        const killBegun = played.all('kill-begun').find((event) => event.seconds >= hang);
        expect(killBegun!.seconds - hang).toBeLessThanOrEqual(bound.killBegunSeconds);
        expect(played.all('restarted').some((event) => event.seconds >= hang)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a readiness probe', () => {
  const readinessNumbers = fc.record({
    periodSeconds: fc.integer({ min: 1, max: 20 }),
    timeoutSeconds: fc.integer({ min: 1, max: 30 }),
    failureThreshold: fc.integer({ min: 1, max: 4 }),
    successThreshold: fc.integer({ min: 1, max: 3 }),
  });

  it.each(['fails', 'silent'] as const)('takes a pod that %s out and back within its bounds', (how) => {
    fc.assert(
      fc.property(readinessNumbers, chance, fc.integer({ min: 0, max: 400 }), (spec, luck, extra) => {
        const readiness = probe(spec);
        const bound = secondsOutOfService({ readiness }, how);
        const from = 100 + luck.at * quarter;
        const to = from + bound.untilUnreadySeconds + extra * quarter;
        const busy = [{ from, to }];
        const played = playProbes({
          probes: { readiness },
          terminationGracePeriodSeconds: grace,
          answers: how === 'fails' ? { answers: { readiness: { fails: busy } } } : { blocked: busy },
          untilSeconds: to + bound.untilReadySeconds,
        });
        expect(played.first('unready')! - from).toBeLessThanOrEqual(bound.untilUnreadySeconds);
        expect(played.all('ready')).toHaveLength(2);
      }),
      { numRuns: 400 },
    );
  });
});
