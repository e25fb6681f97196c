import fc from 'fast-check';
import type { FieldChange } from '../../../../lib/changes/compare/field-change';
import { fieldChanges } from '../../../../lib/changes/compare/field-changes';
import type { Semantics } from '../../../../lib/changes/compare/place';
import { amountOf } from '../../../../lib/changes/compare/quantities';

const short = ({ path, before, after, only }: FieldChange) => [path, before, after, ...(only ? [only] : [])];
const compare = (before: unknown, after: unknown, semantics: Semantics = 'kubernetes') =>
  fieldChanges(before, after, semantics).map(short);

describe('fields', () => {
  it.each<[what: string, before: unknown, after: unknown, changes: readonly unknown[]]>([
    ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['a value', { a: { b: 1 } }, { a: { b: 2 } }, [['a.b', 1, 2]]],
    ['an added field', {}, { a: 1 }, [['a', undefined, 1]]],
    ['a removed field', { a: 1 }, {}, [['a', 1, undefined]]],
    ['null for a missing field', { a: null }, {}, []],
    [
      'a free key with the name of a quantity',
      { data: { limits: '1Gi' } },
      { data: { limits: '1024Mi' } },
      [['data.limits', '1Gi', '1024Mi']],
    ],
    [
      'a value of a chart',
      { valuesObject: { limits: '1k' } },
      { valuesObject: { limits: '1000' } },
      [['valuesObject.limits', '1k', '1000']],
    ],
    ['a key that every object inherits', {}, { constructor: 'a' }, [['constructor', undefined, 'a']]],
    ['a number and a text', { port: 80 }, { port: '80' }, [['port', 80, '80']]],
    [
      'labels, each as its own change',
      {},
      { labels: { a: '1', 'b.c/d': '2' } },
      [
        ['labels.a', undefined, '1'],
        ['labels["b.c/d"]', undefined, '2'],
      ],
    ],
    ['no labels', { annotations: {} }, {}, []],
  ])('%s', (_, before, after, changes) => {
    expect(compare(before, after)).toEqual(changes);
  });
});

describe('lists', () => {
  it.each<[what: string, before: readonly unknown[], after: readonly unknown[], changes: readonly unknown[]]>(
    [
      [
        'an entry by its name',
        [
          { name: 'a', v: 1 },
          { name: 'b', v: 1 },
        ],
        [
          { name: 'b', v: 2 },
          { name: 'a', v: 1 },
        ],
        [['l[b].v', 1, 2]],
      ],
      [
        'an added entry',
        [{ name: 'a' }],
        [{ name: 'a' }, { name: 'b' }],
        [['l[b]', undefined, { name: 'b' }]],
      ],
      [
        'duplicate names',
        [
          { name: 'a', v: 1 },
          { name: 'a', v: 2 },
        ],
        [
          { name: 'a', v: 1 },
          { name: 'a', v: 3 },
        ],
        [['l[1].v', 2, 3]],
      ],
      [
        'entries without a name, as many as before',
        [{ v: 1 }, { v: 2 }],
        [{ v: 1 }, { v: 3 }],
        [['l[1].v', 2, 3]],
      ],
      [
        'entries without a name, more than before',
        [{ v: 1 }],
        [{ v: 1 }, { v: 3 }],
        [['l[]', undefined, { v: 3 }]],
      ],
      ['words', ['a', 'b', 'b'], ['b', 'c', 'a'], [['l[]', 'b', 'c']]],
      [
        'another order',
        [{ name: 'a' }, { name: 'b' }],
        [{ name: 'b' }, { name: 'a' }],
        [['l', ['a', 'b'], ['b', 'a'], 'order']],
      ],
      [
        'claims by the name in their metadata',
        [{ metadata: { name: 'a' }, v: 1 }],
        [{ metadata: { name: 'a' }, v: 2 }],
        [['l[a].v', 1, 2]],
      ],
      [
        'Prometheus rules by alert or record',
        [
          { alert: 'a', v: 1 },
          { record: 'b', v: 1 },
        ],
        [
          { alert: 'a', v: 1 },
          { record: 'b', v: 2 },
        ],
        [['l[b].v', 1, 2]],
      ],
    ],
  )('%s', (_, before, after, changes) => {
    expect(compare({ l: before }, { l: after })).toEqual(changes);
  });
});

describe('command lines', () => {
  it.each<[what: string, before: readonly string[], after: readonly string[], changes: readonly unknown[]]>([
    ['a flag with its value', ['--a=1', '--b=2'], ['--a=1', '--b=3'], [['args[--b]', '2', '3']]],
    [
      'a flag with its value in the next word',
      ['--a', '1', '--b'],
      ['--a', '2', '--b'],
      [['args[--a]', '1', '2']],
    ],
    [
      'swapped values of two flags',
      ['--a', '1', '--b', '2'],
      ['--a', '2', '--b', '1'],
      [
        ['args[--a]', '1', '2'],
        ['args[--b]', '2', '1'],
      ],
    ],
    ['a flag without a value', ['--a'], ['--a', '--b'], [['args[--b]', undefined, true]]],
    ['a word before the flags', ['serve', '--a'], ['run', '--a'], [['args[0]', 'serve', 'run']]],
    ['a negative number', ['--a', '-1'], ['--a', '-2'], [['args[--a]', '-1', '-2']]],
    [
      'flags in another order',
      ['--a', '--b'],
      ['--b', '--a'],
      [['args', ['--a', '--b'], ['--b', '--a'], 'order']],
    ],
    [
      'another spelling of the same flags',
      ['--a=1'],
      ['--a', '1'],
      [['args', ['--a=1'], ['--a', '1'], 'spelling']],
    ],
    ['a repeated flag', ['--a=1', '--a=2'], ['--a=1', '--a=3'], [['args[]', '--a=2', '--a=3']]],
    [
      'a value after a flag, next to a repeated flag',
      ['--a', '1', '--a', '2', '--b', '3'],
      ['--a', '1', '--a', '2', '--b', '4'],
      [['args[]', '--b 3', '--b 4']],
    ],
    [
      'swapped values next to a repeated flag',
      ['--a=1', '--a=2', '--b', '3', '--c', '4'],
      ['--a=1', '--a=2', '--b', '4', '--c', '3'],
      [['args[]', '--b 3 --c 4', '--b 4 --c 3']],
    ],
    ['a script', ['-c', 'echo 1\necho 2'], ['-c', 'echo 1\necho 3'], [['args[-c]', 'echo 2', 'echo 3']]],
  ])('%s', (_, before, after, changes) => {
    expect(compare({ args: before }, { args: after })).toEqual(changes);
  });
});

describe('texts', () => {
  it.each<[what: string, before: string, after: string, changes: readonly unknown[]]>([
    ['YAML field by field', 'a: 1\nb: [x]\n', 'b: [x]\na: 2\n', [['data.t › a', 1, 2]]],
    ['a list in YAML', '- name: a\n  v: 1\n', '- name: a\n  v: 2\n', [['data.t ›[a].v', 1, 2]]],
    ['JSON in one line', '{"a": 1}', '{ "a": 2 }', [['data.t › a', 1, 2]]],
    ['a comment', 'a: 1\n', '# b\na: 1\n', [['data.t', 'a: 1\n', '# b\na: 1\n', 'spelling']]],
    ['null in a file, where it is a value', 'a: null\nb: 1\n', 'b: 1\n', [['data.t › a', null, undefined]]],
    [
      'quantities in a file, which are not of Kubernetes',
      'limits:\n  cpu: "1"\n',
      'limits:\n  cpu: 1000m\n',
      [['data.t › limits.cpu', '1', '1000m']],
    ],
    ['lines of a script', 'set -e\nfirst\n', 'set -e\nsecond\n', [['data.t', 'first', 'second']]],
    [
      'lines in another order',
      'first x\nsecond y\n',
      'second y\nfirst x\n',
      [['data.t', 'first x\nsecond y\n', 'second y\nfirst x\n', 'order']],
    ],
    [
      'line ends',
      'first x\nsecond y\n',
      'first x\r\nsecond y\r\n',
      [['data.t', 'first x\nsecond y\n', 'first x\r\nsecond y\r\n', 'spelling']],
    ],
    ['one line', 'a', 'b', [['data.t', 'a', 'b']]],
    ['YAML that becomes invalid', 'a: 1\nb: 2\n', 'a: [\nb: 2\n', [['data.t', 'a: 1', 'a: [']]],
  ])('%s', (_, before, after, changes) => {
    expect(compare({ data: { t: before } }, { data: { t: after } })).toEqual(changes);
  });

  it('with nested aliases are compared by lines', () => {
    const bomb = `a: &a [x, x]\n${[...'bcdefghijklmnop'].map((name, index) => `${name}: &${name} [${`*${'abcdefghijklmno'[index]}, `.repeat(9)}]`).join('\n')}\n`;
    expect(compare({ data: { t: bomb } }, { data: { t: `${bomb}z: 1\n` } })).toEqual([
      ['data.t', '', 'z: 1'],
    ]);
  });
});

describe('quantities', () => {
  it.each([
    ['1', '1000m'],
    ['1Gi', '1024Mi'],
    ['0.5', '500m'],
    ['1e3', '1k'],
    ['1E', '1e18'],
    [1, '1'],
    ['.5Gi', '512Mi'],
  ])('%s and %s are equal', (a, b) => {
    expect(
      compare({ resources: { limits: { memory: a } } }, { resources: { limits: { memory: b } } }),
    ).toEqual([]);
  });

  it.each([
    ['1G', '1Gi'],
    ['1', '1001m'],
    ['1', 'one'],
    ['1', '1KiB'],
  ])('%s and %s differ', (a, b) => {
    expect(compare({ limits: { memory: a } }, { limits: { memory: b } })).toHaveLength(1);
  });

  it('are quantities only in their own fields', () => {
    expect(compare({ value: '1' }, { value: '1000m' })).toHaveLength(1);
  });

  it.each(['', 'Gi', 'm', '1 Gi', 'constructor', '1constructor'])('"%s" is not a quantity', (text) => {
    expect(amountOf(text)).toBeUndefined();
  });
});

describe("Terraform's values", () => {
  it.each<[what: string, before: object, after: object]>([
    ['a number as a text', { a: 1 }, { a: '1' }],
    ['a block as a list of one', { a: { b: 1 } }, { a: [{ b: 1 }] }],
    ['a missing field as null', { a: null }, {}],
  ])('%s does not differ', (_, before, after) => {
    expect(compare(before, after, 'terraform')).toEqual([]);
  });

  it.each<[what: string, before: unknown, after: unknown, changes: readonly unknown[]]>([
    [
      'a second block',
      { a: [{ name: 'x', v: 1 }] },
      { a: [{ name: 'x', v: 2 }, { name: 'y' }] },
      [
        ['a[x].v', 1, 2],
        ['a[y]', undefined, { name: 'y' }],
      ],
    ],
    [
      'a second block next to an object',
      { a: { name: 'x' } },
      { a: [{ name: 'y' }, { name: 'x' }] },
      [['a[y]', undefined, { name: 'y' }]],
    ],
    [
      'one block of two',
      { a: [{ name: 'x' }, { name: 'y' }] },
      { a: [{ name: 'y' }] },
      [['a[x]', { name: 'x' }, undefined]],
    ],
  ])('%s is added or removed alone', (_, before, after, changes) => {
    expect(compare(before, after, 'terraform')).toEqual(changes);
  });
});

const json = fc.jsonValue({ maxDepth: 4 });

it('a value does not differ from itself, and swapped sides swap each change', () => {
  fc.assert(
    fc.property(
      json,
      json,
      fc.constantFrom<Semantics>('kubernetes', 'terraform', 'data'),
      (a, b, semantics) => {
        expect(fieldChanges(a, structuredClone(a), semantics)).toEqual([]);
        const there = fieldChanges(a, b, semantics);
        const back = fieldChanges(b, a, semantics);
        expect(back.length > 0).toBe(there.length > 0);
      },
    ),
    { numRuns: 1000 },
  );
});
