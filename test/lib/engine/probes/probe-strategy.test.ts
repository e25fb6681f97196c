import {
  longWorkSeconds,
  type ProbeSolution,
  probeStrategy,
  type Runtime,
  shortWorkSeconds,
} from '../../../../lib/engine/probes/probe-strategy';

const tuned: readonly ProbeSolution[] = ['tuned-probes'];
const thread: readonly ProbeSolution[] = ['health-thread'];
const everything: readonly ProbeSolution[] = ['tuned-probes', 'health-thread', 'queue'];

/** The guide's table, and both of its boundaries: each number belongs to the side below. */
test.each<[number, Runtime, readonly ProbeSolution[]]>([
  [1, 'python', tuned],
  [5, 'python', tuned],
  [5, 'node', tuned],
  [5.001, 'python', thread],
  [6, 'node', thread],
  [30, 'python', thread],
  [60, 'python', thread],
  [60, 'node', thread],
  [6, 'go', tuned],
  [60, 'rust', tuned],
  [30, 'java', tuned],
  [30, 'dotnet', tuned],
  [30, 'other-parallel', tuned],
  [60.001, 'python', everything],
  [61, 'go', everything],
  [3600, 'rust', everything],
])('%p s on %s', (maxProcessingSeconds, runtime, solutions) => {
  expect(probeStrategy({ maxProcessingSeconds, runtime }).solutions).toEqual(solutions);
});

test('a worker of a queue is where long work should be, however long and on whatever', () => {
  for (const maxProcessingSeconds of [1, 30, 3600]) {
    const { solutions } = probeStrategy({ maxProcessingSeconds, runtime: 'python', serving: 'queue' });
    expect(solutions).toEqual(['health-thread', 'queue']);
  }
});

test('the boundaries of the guide', () => {
  expect([shortWorkSeconds, longWorkSeconds]).toEqual([5, 60]);
});

test.each<[string, number, Runtime]>([
  ['short', 3, 'python'],
  ['medium, blocking', 30, 'node'],
  ['medium, parallel', 30, 'go'],
  ['long', 90, 'python'],
])('explains the reason and what the application must provide: %s', (_, maxProcessingSeconds, runtime) => {
  expect(probeStrategy({ maxProcessingSeconds, runtime })).toMatchSnapshot();
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('%p s are no time', (maxProcessingSeconds) => {
  expect(() => probeStrategy({ maxProcessingSeconds, runtime: 'go' })).toThrow(RangeError);
});
