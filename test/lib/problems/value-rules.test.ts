import { ProblemList } from '../../../lib/problems/problem-list';
import {
  knownNames,
  nearestName,
  requireInteger,
  requireName,
  requireRule,
  requireUnique,
} from '../../../lib/problems/value-rules';

function linesOf(add: (problems: ProblemList) => void): readonly string[] {
  const problems = ProblemList.create();
  add(problems.at('pools'));
  return problems.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
}

describe('requireInteger()', () => {
  const days = { min: 7, max: 90, unit: 'days' };

  it.each([7, 90])('accepts %p at the limit', (value) => {
    expect(linesOf((problems) => requireInteger(problems, 'days', value, days))).toEqual([]);
  });

  it.each([
    [6, '6 is not a valid number of days | Use a whole number from 7 to 90.'],
    [7.5, '7.5 is not a valid number of days | Use a whole number from 7 to 90.'],
    ['7' as never, '"7" is not a valid number of days | Use a whole number from 7 to 90.'],
  ])('rejects %p', (value, text) => {
    expect(linesOf((problems) => requireInteger(problems, 'days', value, days))).toEqual([
      `pools.days: ${text}`,
    ]);
  });

  it('names a number that has no unit', () => {
    const port = { min: 1, max: 65_535, noun: 'port' };
    expect(linesOf((problems) => requireInteger(problems, 'port', 0, port))).toEqual([
      'pools.port: 0 is not a valid port | Use a whole number from 1 to 65535.',
    ]);
  });

  it('has no upper limit with infinity', () => {
    const replicas = { min: 1, max: Number.POSITIVE_INFINITY, unit: 'replicas' };
    expect(linesOf((problems) => requireInteger(problems, 'web', 0, replicas))).toEqual([
      'pools.web: 0 is not a valid number of replicas | Use a whole number, 1 or greater.',
    ]);
  });
});

describe('requireUnique()', () => {
  it('reports every repetition with the full path of the first entry', () => {
    const names = ['cpu', 'gpu', 'cpu', 'cpu'];
    expect(
      linesOf((problems) =>
        requireUnique(
          problems,
          'node pool',
          names,
          (name) => name,
          (index) => `[${index}].name`,
        ),
      ),
    ).toEqual([
      'pools[2].name: duplicate node pool "cpu", first used at pools[0].name | Rename or remove one of them.',
      'pools[3].name: duplicate node pool "cpu", first used at pools[0].name | Rename or remove one of them.',
    ]);
  });
});

describe('requireRule()', () => {
  it('adds the problem of the rule, and nothing without one', () => {
    expect(
      linesOf((problems) => {
        requireRule(problems, 'a', 'wrong', 'Fix it.');
        requireRule(problems, 'b', undefined, 'Fix it.');
      }),
    ).toEqual(['pools.a: wrong | Fix it.']);
  });
});

describe('requireName()', () => {
  const noun = { one: 'node pool', many: 'node pools' };

  it('accepts a name that is defined', () => {
    expect(linesOf((problems) => requireName(problems, 'pool', 'cpupool', ['cpupool'], noun))).toEqual([]);
  });

  it('reports the name, the nearest name and all names', () => {
    expect(
      linesOf((problems) => requireName(problems, 'pool', 'cpupol', ['cpupool', 'gpupool'], noun)),
    ).toEqual([
      'pools.pool: "cpupol" is not a node pool | Did you mean "cpupool"? Node pools: cpupool, gpupool.',
    ]);
  });

  it('reports that there are no names', () => {
    const identity = { one: 'identity', many: 'identities' };
    expect(linesOf((problems) => requireName(problems, 0, 'app', [], identity))).toEqual([
      'pools[0]: "app" is not an identity | There are no identities.',
    ]);
  });
});

describe('knownNames()', () => {
  it.each([
    ['taks', ['tasks', 'other'], 'Did you mean "tasks"? Valid names: tasks, other.'],
    ['tsaks', ['tasks'], 'Did you mean "tasks"? Valid names: tasks.'],
    ['Tasks', ['tasks'], 'Did you mean "tasks"? Valid names: tasks.'],
    ['queue', ['tasks'], 'Valid names: tasks.'],
    ['queue', [], 'There are no valid names.'],
  ])('%s of %p', (given, names, text) => {
    expect(knownNames(given, names)).toBe(text);
  });

  const many = Array.from({ length: 13 }, (_, index) => `name-${String.fromCharCode(97 + index)}`);

  it('leaves a long list out if there is a nearest name', () => {
    expect(knownNames('name_a', many)).toBe('Did you mean "name-a"?');
  });

  it('shows a long list if there is no nearest name', () => {
    expect(knownNames('pool', many, 'node pools')).toMatch(/^Node pools: name-a, .*name-m\.$/);
  });
});

describe('nearestName()', () => {
  it.each([
    ['microsoft/Phi4', 'microsoft/phi-4'],
    ['MaxNodes', 'maxNodes'],
    ['maxNode', 'maxNodes'],
  ])('finds %s with another case or one other letter', (given, name) => {
    expect(nearestName(given, ['other', name])).toBe(`Did you mean "${name}"?`);
  });

  it.each(['', 'a'])('suggests nothing for "%s"', (given) => {
    expect(nearestName(given, ['a', 'b', '1'])).toBe('');
  });
});
