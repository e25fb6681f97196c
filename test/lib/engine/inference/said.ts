import { ProblemList } from '../../../../lib/problems/problem-list';

/** What a check says, a line a problem. */
export function said(check: (problems: ProblemList) => void): string[] {
  const problems = ProblemList.create();
  check(problems);
  return problems.problems.map(({ path, message, fix }) => `${path}: ${message}. ${fix}`);
}
