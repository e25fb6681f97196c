import { TerraformVariable } from 'cdktf';
import { requireKnownName } from '../../../../constructs/azure/stack/known-name';
import { ProblemList } from '../../../../lib/problems/problem-list';
import { synthesize } from '../synthesize';

function problemsOf(name: string): readonly string[] {
  const problems = ProblemList.create();
  requireKnownName(problems, 'name', 'keyVault', name);
  return problems.problems.map(({ message, fix }) => `${message}: ${fix}`);
}

describe('requireKnownName()', () => {
  it('accepts a valid name', () => {
    expect(problemsOf('my-kv')).toEqual([]);
  });

  it('refuses an invalid name', () => {
    expect(problemsOf('my--kv')).toEqual([expect.stringContaining('it contains "--"')]);
  });

  it('accepts a name that only Terraform knows', () => {
    let problems: readonly string[] = ['not read'];
    synthesize((stack) => {
      problems = problemsOf(new TerraformVariable(stack, 'vault', { type: 'string' }).stringValue);
    });
    expect(problems).toEqual([]);
  });
});
