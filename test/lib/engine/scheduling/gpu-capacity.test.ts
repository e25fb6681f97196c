import fc from 'fast-check';
import {
  checkGpuCapacity,
  type GpuCapacity,
  type GpuDemand,
} from '../../../../lib/engine/scheduling/gpu-capacity';
import { ProblemList } from '../../../../lib/problems/problem-list';

const pool = (name: string, maxNodes: number, overcommit = false, gpusPerNode = 1): GpuCapacity => ({
  name,
  gpusPerNode,
  maxNodes,
  overcommit,
});
const demand = (
  name: string,
  pools: readonly string[],
  maxReplicas: number,
  more: Partial<GpuDemand> = {},
) => ({
  name,
  pools,
  maxReplicas,
  minReplicas: 0,
  gpus: 1,
  podsPerReplica: 1,
  ...more,
});

function messages(pools: readonly GpuCapacity[], demands: readonly GpuDemand[]): readonly string[] {
  const problems = ProblemList.create();
  checkGpuCapacity(pools, demands, problems);
  return problems.problems.map(({ message }) => message);
}

test('workloads fit one by one and not together', () => {
  const pools = [pool('a', 3)];
  expect(messages(pools, [demand('x', ['a'], 2)])).toEqual([]);
  expect(messages(pools, [demand('x', ['a'], 2), demand('y', ['a'], 2)])).toHaveLength(1);
});

test('those that may go elsewhere are counted with all of their pools', () => {
  const demands = [demand('x', ['a', 'b'], 4), demand('y', ['b'], 2)];
  expect(messages([pool('a', 3), pool('b', 3)], demands)).toEqual([]);
  expect(messages([pool('a', 2), pool('b', 3)], demands)).toHaveLength(1);
});

test('a group takes whole nodes', () => {
  const demands = [demand('x', ['a'], 2, { gpus: 8, podsPerReplica: 2 })];
  expect(messages([pool('a', 4, false, 8)], demands)).toEqual([]);
  expect(messages([pool('a', 3, false, 8)], demands)).toHaveLength(1);
});

test('two pods of five GPUs do not share a node of eight', () => {
  const demands = [demand('x', ['a'], 2, { gpus: 5 })];
  expect(messages([pool('a', 1, false, 8)], demands)).toHaveLength(1);
});

test('workloads may request more than a pool has if the definition allows it, but not one workload alone', () => {
  const pools = [pool('a', 3, true)];
  expect(messages(pools, [demand('x', ['a'], 2), demand('y', ['a'], 2)])).toEqual([]);
  expect(messages(pools, [demand('x', ['a'], 4), demand('y', ['a'], 2)])).toHaveLength(1);
});

test('what is always there has to fit in any case', () => {
  const demands = [demand('x', ['a'], 2, { minReplicas: 2 }), demand('y', ['a'], 2, { minReplicas: 2 })];
  expect(messages([pool('a', 3, true)], demands)).toHaveLength(1);
});

test('agrees with trying every way to place single GPUs', () => {
  const names = ['a', 'b', 'c'];
  const demands = fc.array(
    fc.record({ pools: fc.subarray(names, { minLength: 1 }), maxReplicas: fc.integer({ min: 0, max: 3 }) }),
    { maxLength: 4 },
  );
  const sizes = fc.tuple(...names.map(() => fc.integer({ min: 1, max: 3 })));
  fc.assert(
    fc.property(demands, sizes, (asked, free) => {
      const found = messages(
        names.map((name, index) => pool(name, free[index]!)),
        asked.map(({ pools, maxReplicas }, index) => demand(`w${index}`, pools, maxReplicas)),
      );
      const pods = asked.flatMap(({ pools, maxReplicas }) =>
        Array.from({ length: maxReplicas }, () => pools),
      );
      expect(found.length === 0).toBe(fits(pods, new Map(names.map((name, index) => [name, free[index]!]))));
    }),
  );
});

/** Whether every pod finds a place, by trying. */
function fits(pods: readonly (readonly string[])[], free: ReadonlyMap<string, number>): boolean {
  const [first, ...others] = pods;
  if (first === undefined) return true;
  return first.some((name) => {
    const left = free.get(name)!;
    return left > 0 && fits(others, new Map([...free, [name, left - 1]]));
  });
}

test('agrees with trying every way to place pods of 1, 2, 4 and 8 GPUs on nodes of 8', () => {
  const demands = fc.array(
    fc.record({ gpus: fc.constantFrom(1, 2, 4, 8), maxReplicas: fc.integer({ min: 0, max: 2 }) }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(demands, fc.integer({ min: 1, max: 3 }), (asked, nodes) => {
      const found = messages(
        [pool('a', nodes, false, 8)],
        asked.map(({ gpus, maxReplicas }, index) => demand(`w${index}`, ['a'], maxReplicas, { gpus })),
      );
      const pods = asked.flatMap(({ gpus, maxReplicas }) => Array.from({ length: maxReplicas }, () => gpus));
      expect(found.length === 0).toBe(fitsNodes(pods, Array(nodes).fill(8)));
    }),
  );
});

test('never lets through pods of any number of GPUs that no way of placing them fits', () => {
  const demands = fc.array(
    fc.record({ gpus: fc.integer({ min: 1, max: 8 }), maxReplicas: fc.integer({ min: 1, max: 3 }) }),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(demands, fc.integer({ min: 1, max: 3 }), (asked, nodes) => {
      const pods = asked.flatMap(({ gpus, maxReplicas }) => Array.from({ length: maxReplicas }, () => gpus));
      fc.pre(!fitsNodes(pods, Array(nodes).fill(8)));
      const found = messages(
        [pool('a', nodes, false, 8)],
        asked.map(({ gpus, maxReplicas }, index) => demand(`w${index}`, ['a'], maxReplicas, { gpus })),
      );
      expect(found).toHaveLength(1);
    }),
  );
});

/** Whether pods of so many GPUs fit nodes that have so many free, by trying. */
function fitsNodes(pods: readonly number[], free: readonly number[]): boolean {
  const [first, ...others] = pods;
  if (first === undefined) return true;
  return free.some(
    (left, index) =>
      left >= first && fitsNodes(others, [...free.slice(0, index), left - first, ...free.slice(index + 1)]),
  );
}

test('any number of replicas is counted, not played through', () => {
  expect(messages([pool('a', 2, false, 8)], [demand('x', ['a'], 1_000_000_000, { gpus: 2 })])).toEqual([
    'the workloads on a require up to 250000000 nodes (GPUs: x 1000000000 x 2), but the pool has at most 2 nodes with 8 GPUs each',
  ]);
});

test('pools that share no workload are not looked at together', () => {
  const names = Array.from({ length: 40 }, (_, index) => `p${index}`);
  const found = messages(
    names.map((name) => pool(name, 1)),
    names.map((name) => demand(name, [name], 2)),
  );
  expect(found).toHaveLength(40);
});

test.each([Number.NaN, 0.5, Number.POSITIVE_INFINITY])(
  '%s replicas are reported at their path',
  (replicas) => {
    expect(messages([pool('a', 1)], [demand('x', ['a'], replicas)])).toEqual([]);
  },
);
