import * as fc from 'fast-check';
import {
  type ExpanderPriorityInput,
  expanderPriorities,
  expanderPrioritiesText,
} from '../../../../lib/engine/scheduling/expander-priorities';
import { ProblemList } from '../../../../lib/problems/problem-list';

const pool = (name: string, spot = false) => ({ name, spot });
const order = (...pools: string[]) => ({ workload: `the workload of ${pools[0]}`, pools });

const solve = (input: ExpanderPriorityInput) => {
  const problems = ProblemList.create();
  const priorities = expanderPriorities(input, problems);
  return { pools: priorities.map((entry) => entry.pool), priorities, problems: problems.problems };
};

test('spot comes first by default, then the order of the definition', () =>
  expect(solve({ pools: [pool('cpu'), pool('gpu'), pool('gpuspot', true)], orders: [] }).priorities).toEqual([
    { pool: 'gpuspot', priority: 30 },
    { pool: 'cpu', priority: 20 },
    { pool: 'gpu', priority: 10 },
  ]));

test('the order of a workload comes before that of spot', () =>
  expect(
    solve({ pools: [pool('spot', true), pool('reserved')], orders: [order('reserved', 'spot')] }).pools,
  ).toEqual(['reserved', 'spot']));

test('the orders of several workloads hold together', () =>
  expect(
    solve({ pools: [pool('a'), pool('b'), pool('c')], orders: [order('c', 'b'), order('b', 'a')] }).pools,
  ).toEqual(['c', 'b', 'a']));

test('conflicting orders are reported with their workloads', () => {
  const { pools, problems } = solve({
    pools: [pool('a'), pool('b'), pool('c')],
    orders: [order('c', 'a'), order('a', 'b'), order('b', 'a')],
  });
  expect(pools).toEqual(['a', 'b', 'c']);
  expect(problems).toEqual([
    {
      path: '',
      message:
        'the orders of the node pools conflict: the workload of a requires a before b, the workload of b requires b before a',
      fix: 'Use the same order of pools in all workloads: the cluster autoscaler has one order for the cluster.',
    },
  ]);
});

test('every pool has a priority of its own, and every order holds', () =>
  fc.assert(
    fc.property(
      fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e'], { minLength: 5 }),
      fc.array(fc.subarray(['a', 'b', 'c', 'd', 'e'], { minLength: 1 })),
      fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      (names, orders, spots) => {
        const { pools, problems } = solve({
          pools: names.map((name, index) => pool(name, spots[index])),
          orders: orders.map((entry) => order(...entry)),
        });
        expect(problems).toEqual([]);
        expect([...pools].sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
        for (const order of orders) {
          const positions = order.map((name) => pools.indexOf(name));
          expect(positions).toEqual([...positions].sort((x, y) => x - y));
        }
      },
    ),
  ));

test('the text has the highest first, and last every group that is not listed', () =>
  expect(
    expanderPrioritiesText([
      { pool: 'gpu', priority: 10 },
      { pool: 'gpuspot', priority: 20 },
    ]),
  ).toBe('20:\n  - ^aks-gpuspot-.*\n10:\n  - ^aks-gpu-.*\n1:\n  - .*\n'));

test('the expression of a pool is not that of one whose name begins alike', () => {
  const expression = /- (\^aks-gpu-\S*)/.exec(expanderPrioritiesText([{ pool: 'gpu', priority: 10 }]))![1]!;
  expect('aks-gpu-12345678-vmss').toMatch(new RegExp(expression));
  expect('aks-gpuspot-12345678-vmss').not.toMatch(new RegExp(expression));
});
