import type { ProblemList } from '../../problems/problem-list';
import { optionProblems } from './check-arguments';
import { engineOfImage, engineRelease } from './engine-release';
import type { OptionEngine } from './engine-tables';
import type { OptionProblem } from './option-problem';

/** The image of a server, and the version of the engine that the user sets for it. */
export interface OptionImage {
  /** Reference of the image. */
  readonly image: string;
  /** Version of the engine in the image. @default the version in the tag, if the tag has one */
  readonly engineVersion?: string | undefined;
}

/**
 * Adds a problem for each additional argument that the engine in the image rejects.
 *
 * @param isReported false for a problem that another check reports
 */
export function checkExtraOptions(
  engine: OptionEngine,
  extraArgs: readonly string[],
  { image, engineVersion }: OptionImage,
  problems: ProblemList,
  isReported: (problem: OptionProblem) => boolean = () => true,
): void {
  const version = engineVersion ?? engineRelease(engine, image);
  const mayHaveOthers = engineOfImage(image) !== engine;
  for (const problem of optionProblems({ engine, version, words: extraArgs, mayHaveOthers })) {
    // A deprecated option still works.
    if (problem.kind === 'deprecated' || !isReported(problem)) continue;
    problems.add(problem.index, problem.message, problem.fix);
  }
}
