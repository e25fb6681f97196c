import { ProblemList } from '../../../../lib/problems/problem-list';

/** Problems that a check reports, one line for each. */
export function said(check: (problems: ProblemList) => void): string[] {
  const problems = ProblemList.create();
  check(problems);
  return problems.problems.map(({ path, message, fix }) => `${path}: ${message}. ${fix}`);
}
