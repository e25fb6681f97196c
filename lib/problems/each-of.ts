import { DefinitionError } from './problem-list';

/**
 * Maps over all entries, and tells the mistakes of all of them at once.
 *
 * @throws {DefinitionError} with the problems of every entry; what a problem is in stands before it where that differs.
 */
export function eachOf<T, Result>(
  entries: readonly T[],
  map: (entry: T, index: number) => Result,
): readonly Result[] {
  const errors: DefinitionError[] = [];
  const results = entries.flatMap((entry, index) => {
    try {
      return [map(entry, index)];
    } catch (error) {
      if (!(error instanceof DefinitionError)) throw error;
      errors.push(error);
      return [];
    }
  });
  const [first, ...more] = errors;
  if (first === undefined) return results;
  if (more.length === 0) throw first;
  const subjects = [...new Set(errors.map(({ subject }) => subject))];
  throw new DefinitionError(
    subjects.join(' and '),
    errors.flatMap(({ subject, problems }) =>
      problems.map((problem) =>
        subjects.length === 1
          ? problem
          : { ...problem, path: [subject, problem.path].filter((part) => part !== '').join(': ') },
      ),
    ),
  );
}
