import { eachEnvironment, eachOf } from '../../../lib/problems/each-of';
import { DefinitionError, ProblemList } from '../../../lib/problems/problem-list';

describe('ProblemList', () => {
  it('writes paths as a user does', () => {
    const problems = ProblemList.create();
    problems.at('nodePools').at(2).at('labels').add('', 'wrong', 'Fix it.');
    problems.at('nodePools').add('[3].name', 'wrong', 'Fix it.');
    problems.add('environment', 'wrong', 'Fix it.');
    expect(problems.problems.map(({ path }) => path)).toEqual([
      'nodePools[2].labels',
      'nodePools[3].name',
      'environment',
    ]);
  });

  it('replaces the names of a rule in the next segment only', () => {
    const problems = ProblemList.create();
    problems.naming({ timezone: 'timeZone' }).at('timezone').add('timezone', 'wrong', 'Fix it.');
    expect(problems.problems[0]!.path).toBe('timeZone.timezone');
  });

  it('adds a problem that two rules find once', () => {
    const problems = ProblemList.create();
    problems.add('name', 'wrong', 'Fix it.');
    problems.add('name', 'wrong', 'Change it.');
    expect(problems.problems).toHaveLength(1);
  });

  it('throws nothing without a problem', () => {
    expect(() => ProblemList.create().throwIfAny('x')).not.toThrow();
  });

  it('reports all problems in one message, one line each', () => {
    const problems = ProblemList.create();
    problems.add('a', '3 is too large', 'Use 2.');
    problems.add('', 'nothing is set. Why?', 'Set it.');
    expect(() => problems.throwIfAny('the file')).toThrow(new DefinitionError('the file', problems.problems));
    expect(new DefinitionError('the file', problems.problems).message).toBe(
      '2 problems in the file:\n\n  a: 3 is too large. Use 2.\n  nothing is set. Why? Set it.',
    );
  });

  it('names the environments of a problem at the end of its line', () => {
    const problem = {
      path: 'a',
      message: 'wrong',
      fix: 'Fix it.',
      environments: ['development', 'production'],
    };
    expect(new DefinitionError('the file', [problem]).message).toBe(
      '1 problem in the file:\n\n  a: wrong. Fix it. (development, production)',
    );
  });
});

describe('eachOf()', () => {
  const failing = (subject: string) => () => {
    throw new DefinitionError(subject, [{ path: 'a', message: 'wrong', fix: 'Fix it.' }]);
  };
  const run = (entry: () => string) => entry();

  it('maps all entries', () => {
    expect(eachOf([() => 'a', () => 'b'], run)).toEqual(['a', 'b']);
  });

  it('reports the problems of all entries, with their subjects', () => {
    expect(() => eachOf([failing('x.json'), () => 'b', failing('y.json')], run)).toThrow(
      '2 problems in x.json and y.json:\n\n  x.json: a: wrong. Fix it.\n  y.json: a: wrong. Fix it.',
    );
  });

  it('passes any other error on', () => {
    const error = new TypeError('bug');
    expect(() =>
      eachOf([error], (each) => {
        throw each;
      }),
    ).toThrow(error);
  });
});

describe('eachEnvironment()', () => {
  const failing = (message: string) => {
    throw new DefinitionError('the platform definition', [{ path: 'a', message, fix: 'Fix it.' }]);
  };

  it('reports a problem of several environments once', () => {
    const environments = [{ name: 'dev' }, { name: 'test' }, { name: 'prod' }];
    expect(() =>
      eachEnvironment(environments, 'the environments', ({ name }) =>
        failing(name === 'test' ? 'other' : 'wrong'),
      ),
    ).toThrow(
      '2 problems in the environments:\n\n  a: wrong. Fix it. (dev, prod)\n  a: other. Fix it. (test)',
    );
  });

  it('leaves the name of an only environment out', () => {
    expect(() => eachEnvironment([{ name: 'prod' }], 'the environments', () => failing('wrong'))).toThrow(
      /a: wrong. Fix it.$/,
    );
  });

  it('maps all environments', () => {
    expect(eachEnvironment([{ name: 'dev' }, { name: 'prod' }], 'x', ({ name }) => name)).toEqual([
      'dev',
      'prod',
    ]);
  });
});
