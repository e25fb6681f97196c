import { DefinitionError, ProblemList } from '../../../lib/problems/problem-list';
import { knownNames } from '../../../lib/problems/value-rules';

describe('ProblemList', () => {
  it('writes paths as a user would', () => {
    const problems = ProblemList.create();
    problems.at('nodePools').at(2).at('labels').add('', 'wrong', 'Mend it.');
    problems.add('environment', 'wrong', 'Mend it.');
    expect(problems.problems.map(({ path }) => path)).toEqual(['nodePools[2].labels', 'environment']);
  });

  it('throws nothing without a problem', () => {
    expect(() => ProblemList.create().throwIfAny('x')).not.toThrow();
  });

  it('tells all problems in one message', () => {
    const problems = ProblemList.create();
    problems.add('a', 'first.', 'Do this.');
    problems.add('b', 'second.', 'Do that.');
    expect(() => problems.throwIfAny('the file')).toThrow(new DefinitionError('the file', problems.problems));
    expect(new DefinitionError('the file', problems.problems).message).toBe(
      '2 problems in the file:\n\n  a: first.\n      Do this.\n\n  b: second.\n      Do that.',
    );
  });
});

describe('knownNames', () => {
  it.each([
    ['taks', ['tasks', 'other'], 'Did you mean "tasks"? Known: tasks, other.'],
    ['tsaks', ['tasks'], 'Did you mean "tasks"? Known: tasks.'],
    ['Tasks', ['tasks'], 'Did you mean "tasks"? Known: tasks.'],
    ['queue', ['tasks'], 'Known: tasks.'],
    ['queue', [], 'None is defined.'],
  ])('%s of %p', (given, names, text) => {
    expect(knownNames(given, names)).toBe(text);
  });
});
