import * as fc from 'fast-check';
import { playProbes } from '../../../../lib/engine/kubelet/kubelet-model';
import { checkHeartbeat, type Heartbeat, heartbeatOf } from '../../../../lib/engine/probes/heartbeat';
import { heartbeatPeriodSeconds } from '../../../../lib/engine/probes/http-app-probes';
import { secondsUntilDeadIsRestarted } from '../../../../lib/engine/probes/probe-bounds';
import { workerHeartbeat, workerProbePlan } from '../../../../lib/engine/probes/worker-probes';
import { ProblemList } from '../../../../lib/problems/problem-list';

function told(heartbeat: Partial<Heartbeat>, periodSeconds = heartbeatPeriodSeconds): readonly string[] {
  const problems = ProblemList.create();
  checkHeartbeat({ ...heartbeatOf({ maxPauseSeconds: 0 }), ...heartbeat }, periodSeconds, problems);
  return problems.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
}

test.each<[string, Partial<Heartbeat>, number?]>([
  ['an age that one missed beat exceeds', { everySeconds: 10, maxAgeSeconds: 20 }],
  ['an age that one missed beat just exceeds', { everySeconds: 10, maxAgeSeconds: 21 }],
  ['a writer that is slower than the age', { everySeconds: 60, maxAgeSeconds: 30 }],
  ['a probe that asks more seldom than the file gets old', { everySeconds: 10, maxAgeSeconds: 30 }, 60],
  ['numbers that are none', { everySeconds: 0, maxAgeSeconds: Number.NaN }],
  ['a path that a shell would read otherwise', { file: '/tmp/$(reboot)' }],
  ['a path that begins nowhere', { file: 'alive' }],
])('refuses %s', (_, heartbeat, periodSeconds = heartbeatPeriodSeconds) => {
  expect(told(heartbeat, periodSeconds)).toMatchSnapshot();
});

test('takes what follows from a pause and an interval, whatever they are', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 3600 }),
      fc.integer({ min: 5, max: 300 }),
      (maxPauseSeconds, everySeconds) => {
        expect(told(heartbeatOf({ maxPauseSeconds, everySeconds }))).toEqual([]);
      },
    ),
  );
});

describe('a worker of a queue', () => {
  const seconds = fc.integer({ min: 0, max: 120 });
  const phase = fc.integer({ min: 0, max: 14 });

  it('is never killed for a pause of the length that it may have', () => {
    fc.assert(
      fc.property(seconds, phase, fc.integer({ min: 200, max: 400 }), (maxPauseSeconds, liveness, from) => {
        const played = playProbes({
          probes: workerProbePlan({ maxPauseSeconds }),
          terminationGracePeriodSeconds: 30,
          answers: {
            heartbeat: workerHeartbeat({ maxPauseSeconds }),
            paused: [{ from, to: from + maxPauseSeconds }],
          },
          phases: { liveness },
          untilSeconds: 900,
        });
        expect(played.kills).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('is killed within the bound when it hangs', () => {
    fc.assert(
      fc.property(
        seconds,
        phase,
        fc.integer({ min: 200, max: 400 }),
        (maxPauseSeconds, liveness, hangsAtSeconds) => {
          const heartbeat = workerHeartbeat({ maxPauseSeconds });
          const probes = workerProbePlan({ maxPauseSeconds });
          const { killBegunSeconds } = secondsUntilDeadIsRestarted(probes, 30, heartbeat);
          const played = playProbes({
            probes,
            terminationGracePeriodSeconds: 30,
            answers: { heartbeat, hangsAtSeconds: [hangsAtSeconds] },
            phases: { liveness },
            untilSeconds: 1200,
          });
          const killed = played.first('kill-begun')!;
          expect(killed - hangsAtSeconds).toBeLessThanOrEqual(killBegunSeconds);
        },
      ),
      { numRuns: 200 },
    );
  });
});
