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
  it('without changes returns the base', () => {
    expect(changed({})).toEqual(base);
  });

  it('merges objects field by field', () => {
    expect(changed({ azure: { location: 'japaneast' } }).azure).toEqual({
      location: 'japaneast',
      suffix: 'a',
    });
  });

  it('removes a field with null', () => {
    expect(changed({ azure: { suffix: null } }).azure).toEqual({ location: 'koreacentral' });
  });

  it('ignores undefined', () => {
    expect(changed({ zones: undefined })).toEqual(base);
  });

  it('changes an entry of a named list by its name, and leaves the others in their order', () => {
    expect(changed({ pools: { gpu: { maxNodes: 1, spot: null } } }).pools).toEqual([
      { name: 'cpu', maxNodes: 3 },
      { name: 'gpu', maxNodes: 1 },
    ]);
  });

  it('removes an entry with null', () => {
    expect(changed({ pools: { cpu: null } }).pools.map(({ name }) => name)).toEqual(['gpu']);
  });

  it('replaces a list by a list', () => {
    expect(changed({ zones: ['3'], pools: [] })).toMatchObject({ zones: ['3'], pools: [] });
  });

  it('replaces an object if the type changes, because its fields belong to the old type', () => {
    expect(changed({ source: { type: 'image' } }).source).toEqual({ type: 'image' });
  });

  it('rejects a name that the base does not have, with a suggestion', () => {
    expect(() => changed({ pools: { gpus: { maxNodes: 1 } } })).toThrow(
      'pools.gpus: the base has no entry with this name. Did you mean "gpu"? Entries: cpu, gpu.',
    );
  });

  it('rejects a name if the list of the base is empty', () => {
    const problems = ProblemList.create();
    override({ ...base, pools: [] } as Base, { pools: { gpu: { maxNodes: 1 } } }, problems);
    expect(() => problems.throwIfAny('the test')).toThrow(
      'pools.gpu: the base has no entry with this name. There are no entries.',
    );
  });

  it.each([
    [
      { zone: null },
      'zone: null removes a field of the base, but the base does not set this field. Did you mean "zones"? Delete',
    ],
    [
      { pools: { cpu: { spot: null } } },
      'pools.cpu.spot: null removes a field of the base, but the base does not set this field. Delete',
    ],
  ])('rejects a null that removes nothing: %j', (changes, message) => {
    expect(() => changed(changes as Override<Base>)).toThrow(message);
  });

  it('leaves the base unmodified', () => {
    const before = structuredClone(base);
    changed({ pools: { gpu: { maxNodes: 1 } }, azure: { suffix: null } });
    expect(base).toEqual(before);
  });
});
