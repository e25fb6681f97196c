import { type Override, override } from '../../../lib/definition/override';
import { ProblemList } from '../../../lib/problems/problem-list';

interface Base {
  readonly azure: { readonly location: string; readonly suffix?: string };
  readonly pools: readonly { readonly name: string; readonly maxNodes: number; readonly spot?: boolean }[];
  readonly zones: readonly string[];
  readonly source?: { readonly type: string; readonly account?: string };
}

const base: Base = {
  azure: { location: 'koreacentral', suffix: 'a' },
  pools: [
    { name: 'cpu', maxNodes: 3 },
    { name: 'gpu', maxNodes: 2, spot: true },
  ],
  zones: ['1', '2'],
  source: { type: 'blob', account: 'models' },
};

function changed(changes: Override<Base>) {
  const problems = ProblemList.create();
  const result = override(base, changes, problems);
  problems.throwIfAny('the test');
  return result;
}

describe('an override', () => {
  it('of nothing gives the base', () => {
    expect(changed({})).toEqual(base);
  });

  it('merges objects field by field', () => {
    expect(changed({ azure: { location: 'japaneast' } }).azure).toEqual({
      location: 'japaneast',
      suffix: 'a',
    });
  });

  it('takes a field away with null', () => {
    expect(changed({ azure: { suffix: null } }).azure).toEqual({ location: 'koreacentral' });
  });

  it('leaves what is undefined', () => {
    expect(changed({ zones: undefined })).toEqual(base);
  });

  it('changes an entry of a named list by its name, and leaves the others in their order', () => {
    expect(changed({ pools: { gpu: { maxNodes: 1, spot: null } } }).pools).toEqual([
      { name: 'cpu', maxNodes: 3 },
      { name: 'gpu', maxNodes: 1 },
    ]);
  });

  it('takes an entry away with null', () => {
    expect(changed({ pools: { cpu: null } }).pools.map(({ name }) => name)).toEqual(['gpu']);
  });

  it('replaces a list by a list', () => {
    expect(changed({ zones: ['3'], pools: [] })).toMatchObject({ zones: ['3'], pools: [] });
  });

  it('replaces an object that becomes one of another type: its fields mean nothing there', () => {
    expect(changed({ source: { type: 'image' } }).source).toEqual({ type: 'image' });
  });

  it('refuses a name that the base does not have, with a suggestion', () => {
    expect(() => changed({ pools: { gpus: { maxNodes: 1 } } })).toThrow(
      /pools.gpus: the base has no entry of this name\n.*Did you mean "gpu"\?/,
    );
  });

  it('refuses a name where the list of the base is empty', () => {
    const problems = ProblemList.create();
    override({ ...base, pools: [] } as Base, { pools: { gpu: { maxNodes: 1 } } }, problems);
    expect(() => problems.throwIfAny('the test')).toThrow('pools.gpu: the base has no entry of this name');
  });

  it('changes neither of the two', () => {
    const before = structuredClone(base);
    changed({ pools: { gpu: { maxNodes: 1 } }, azure: { suffix: null } });
    expect(base).toEqual(before);
  });
});
