import fc from 'fast-check';
import { groupAlike } from '../../../../lib/operations/runbook/group-alike';

const named = fc.array(fc.record({ name: fc.string(), limit: fc.integer({ min: 0, max: 4 }) }));
const limitOf = ({ limit }: { readonly limit: number }) => limit;

describe('items that are alike', () => {
  it('are one group, in the order of their first item', () => {
    const items = [
      { name: 'b', limit: 2 },
      { name: 'a', limit: 1 },
      { name: 'c', limit: 2 },
    ];
    expect(groupAlike(items, limitOf)).toEqual([
      { names: ['b', 'c'], value: 2 },
      { names: ['a'], value: 1 },
    ]);
  });

  it('are in a group exactly once, with their values', () => {
    fc.assert(
      fc.property(named, (items) => {
        const groups = groupAlike(items, limitOf);
        const pairs = groups.flatMap(({ names, value }) => names.map((name) => `${value} ${name}`));
        expect(pairs.sort()).toEqual(items.map(({ name, limit }) => `${limit} ${name}`).sort());
      }),
    );
  });

  it('are never in two groups', () => {
    fc.assert(
      fc.property(named, (items) => {
        const values = groupAlike(items, limitOf).map(({ value }) => value);
        expect(new Set(values).size).toBe(values.length);
      }),
    );
  });
});
