import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';

/** Longest answer of a gateway, in seconds. */
export function resolveAnswerSeconds(
  { answerSeconds }: { readonly answerSeconds: number },
  problems: ProblemList,
): number {
  requireInteger(problems, 'answerSeconds', answerSeconds, { min: 1, max: 3600, unit: 'seconds' });
  return answerSeconds;
}
