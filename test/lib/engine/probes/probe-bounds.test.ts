import fc from 'fast-check';
import type { AppBehaviour, Interval } from '../../../../lib/engine/kubelet/answer-timeline';
import { playProbes } from '../../../../lib/engine/kubelet/kubelet-model';
import {
  secondsOfEachJobUntilKilled,
  secondsUntilDeadIsRestarted,
  secondsUntilHungStartIsRestarted,
  secondsUntilKilledWhileBusy,
  startupBudgetSeconds,
} from '../../../../lib/engine/probes/probe-bounds';
import type { ProbePlan, ProbeSpec } from '../../../../lib/engine/probes/probe-plan';

const grace = 30;
/** Quarters of a second: exact in binary, so that a bound may be met to the dot. */
const quarter = 0.25;

const httpProbe = fc.record({
  periodSeconds: fc.integer({ min: 1, max: 20 }),
  timeoutSeconds: fc.integer({ min: 1, max: 30 }),
  failureThreshold: fc.integer({ min: 1, max: 4 }),
  initialDelaySeconds: fc.integer({ min: 0, max: 15 }),
});

function http(numbers: Partial<ProbeSpec>): ProbeSpec {
  return {
    action: { type: 'http', path: '/health', port: 8000 },
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 1,
    failureThreshold: 3,
    successThreshold: 1,
    ...numbers,
  };
}

/** Everything that no setting chooses: where the ticks fall, what the clock shows, when the work begins. */
const chance = fc.record({
  startup: fc.integer({ min: 0, max: 79 }),
  readiness: fc.integer({ min: 0, max: 79 }),
  liveness: fc.integer({ min: 0, max: 79 }),
  clockOffset: fc.integer({ min: 0, max: 3 }),
  at: fc.integer({ min: 0, max: 200 }),
});

type Chance = { startup: number; readiness: number; liveness: number; clockOffset: number; at: number };

function play(probes: Partial<ProbePlan>, answers: AppBehaviour, untilSeconds: number, luck: Chance) {
  const phase = (name: 'startup' | 'readiness' | 'liveness') =>
    (luck[name] * quarter) % (probes[name]?.periodSeconds ?? 1);
  return playProbes({
    probes,
    terminationGracePeriodSeconds: grace,
    answers,
    untilSeconds,
    phases: { startup: phase('startup'), readiness: phase('readiness'), liveness: phase('liveness') },
    clockOffset: luck.clockOffset * quarter,
  });
}

/** After every initial delay and a few probes. */
function begin(luck: Chance): number {
  return 100 + luck.at * quarter;
}

describe('a pod that is busy', () => {
  it('for less than the bound, once, is never killed', () => {
    fc.assert(
      fc.property(httpProbe, httpProbe, fc.boolean(), chance, (startup, liveness, gated, luck) => {
        const plan: Partial<ProbePlan> = {
          liveness: http(liveness),
          ...(gated && { startup: http(startup) }),
        };
        const from = begin(luck);
        const busy = { from, to: from + secondsUntilKilledWhileBusy(plan) - quarter };
        expect(play(plan, { blocked: [busy] }, busy.to + 200, luck).kills).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  it('for the bound is killed where a probe is sent as the work begins', () => {
    fc.assert(
      fc.property(httpProbe, (numbers) => {
        const plan = { liveness: http(numbers) };
        const from = 20 * numbers.periodSeconds;
        const bound = secondsUntilKilledWhileBusy(plan);
        const luck = { startup: 0, readiness: 0, liveness: 0, clockOffset: 0, at: 0 };
        const played = play(plan, { blocked: [{ from, to: from + bound }] }, from + bound, luck);
        expect(played.first('kill-begun')).toBe(from + bound);
      }),
    );
  });

  it('with jobs that are each shorter than their bound is never killed, whatever the pauses between them', () => {
    const pauses = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(httpProbe, pauses, chance, (numbers, lengths, luck) => {
        const plan = { liveness: http(numbers) };
        const job = secondsOfEachJobUntilKilled(plan) - quarter;
        const blocked = jobs(begin(luck), lengths, job);
        expect(play(plan, { blocked }, blocked.at(-1)!.to + 100, luck).kills).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  it('with jobs as long as the time-out, each begun with a probe, is killed', () => {
    const plan = { liveness: http({ periodSeconds: 10, timeoutSeconds: 2 }) };
    const blocked = [100, 110, 120].map((from) => ({ from, to: from + 2 }));
    const luck = { startup: 0, readiness: 0, liveness: 0, clockOffset: 0, at: 0 };
    expect(secondsOfEachJobUntilKilled(plan)).toBe(2);
    expect(play(plan, { blocked }, 200, luck).first('kill-begun')).toBe(122);
  });
});

function jobs(from: number, pauses: readonly number[], seconds: number): Interval[] {
  const found: Interval[] = [];
  let next = from;
  for (const pause of pauses) {
    found.push({ from: next, to: next + seconds });
    next += seconds + pause * quarter;
  }
  return found;
}

describe('a pod that hangs', () => {
  it('is always killed within the bound, and restarted after its grace period', () => {
    fc.assert(
      fc.property(httpProbe, httpProbe, fc.boolean(), chance, (startup, liveness, gated, luck) => {
        const plan: Partial<ProbePlan> = {
          liveness: http(liveness),
          ...(gated && { startup: http(startup) }),
        };
        const bound = secondsUntilDeadIsRestarted(plan, grace);
        const hang = begin(luck);
        const played = play(plan, { hangsAtSeconds: [hang] }, hang + bound.restartedSeconds, luck);
        expect(played.first('kill-begun')).toBeGreaterThan(hang);
        expect(played.first('kill-begun')! - hang).toBeLessThanOrEqual(bound.killBegunSeconds);
        expect(played.first('restarted')! - hang).toBeLessThanOrEqual(bound.restartedSeconds);
      }),
      { numRuns: 400 },
    );
  });

  it('takes as good as the whole bound where it hangs right after a probe', () => {
    fc.assert(
      fc.property(httpProbe, (numbers) => {
        const plan = { liveness: http(numbers) };
        const hang = 20 * numbers.periodSeconds + quarter;
        const bound = secondsUntilDeadIsRestarted(plan, grace).killBegunSeconds;
        const luck = { startup: 0, readiness: 0, liveness: 0, clockOffset: 0, at: 0 };
        const played = play(plan, { hangsAtSeconds: [hang] }, hang + bound, luck);
        expect(played.first('kill-begun')! - hang).toBe(bound - quarter);
      }),
    );
  });

  it('from its start is always killed within the bound', () => {
    fc.assert(
      fc.property(httpProbe, httpProbe, fc.boolean(), chance, (startup, liveness, gated, luck) => {
        const plan: Partial<ProbePlan> = {
          liveness: http(liveness),
          ...(gated && { startup: http(startup) }),
        };
        const bound = secondsUntilHungStartIsRestarted(plan, grace);
        const answers: AppBehaviour = { startsUpInSeconds: 5, untilUp: 'waits', hangsAtSeconds: [0] };
        const played = play(plan, answers, bound.restartedSeconds, luck);
        expect(played.first('kill-begun')).toBeDefined();
        expect(played.first('restarted')).toBeDefined();
      }),
      { numRuns: 400 },
    );
  });
});

describe('a start', () => {
  it('that takes the whole budget is never killed', () => {
    fc.assert(
      fc.property(httpProbe, httpProbe, fc.boolean(), chance, (startup, liveness, gated, luck) => {
        const plan: Partial<ProbePlan> = {
          liveness: http(liveness),
          ...(gated && { startup: http(startup) }),
        };
        const startsUpInSeconds = startupBudgetSeconds(plan);
        expect(play(plan, { startsUpInSeconds }, startsUpInSeconds + 200, luck).kills).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  it('that takes a quarter of a second more is killed where the ticks fall badly', () => {
    fc.assert(
      fc.property(httpProbe, (numbers) => {
        const startup = http(numbers);
        const { initialDelaySeconds, periodSeconds } = numbers;
        // The clock shows … .75: the initial delay seems over 0.75 s early, and a tick falls there.
        const early = initialDelaySeconds === 0 ? 0 : initialDelaySeconds - 0.75;
        const luck = {
          startup: (early % periodSeconds) / quarter,
          readiness: 0,
          liveness: 0,
          clockOffset: 3,
          at: 0,
        };
        const startsUpInSeconds = startupBudgetSeconds({ startup }) + 2 * quarter;
        expect(play({ startup }, { startsUpInSeconds }, startsUpInSeconds + 200, luck).kills).toBe(1);
      }),
    );
  });
});
