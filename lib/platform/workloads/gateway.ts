import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';

const defaultAnswerSeconds = 600;

/** Longest answer of a gateway, in seconds. */
export function resolveAnswerSeconds(
  { answerSeconds = defaultAnswerSeconds }: { readonly answerSeconds?: number },
  problems: ProblemList,
): number {
  requireInteger(problems, 'answerSeconds', answerSeconds, { min: 1, max: 3600, unit: 'seconds' });
  return answerSeconds;
}
