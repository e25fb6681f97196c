import { DefinitionError, type Problem } from './problem-list';

/**
 * Maps over all entries, and collects the problems of all of them.
 *
 * @throws {DefinitionError} with the problems of every entry. If the entries have different
 * subjects, the path of each problem starts with its subject.
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
      problems.map((problem) => (subjects.length === 1 ? problem : withSubject(problem, subject))),
    ),
  );
}

function withSubject(problem: Problem, subject: string): Problem {
  return { ...problem, path: [subject, problem.path].filter((part) => part !== '').join(': ') };
}

/**
 * Maps over all environments, and collects the problems of all of them. A problem that occurs in
 * several environments is reported once, with their names.
 *
 * @throws {DefinitionError} with the problems of every environment.
 */
export function eachEnvironment<T extends { readonly name: string }, Result>(
  environments: readonly T[],
  subject: string,
  map: (environment: T) => Result,
): readonly Result[] {
  const found: (Problem & { readonly environments: string[] })[] = [];
  const results = environments.flatMap((environment) => {
    try {
      return [map(environment)];
    } catch (error) {
      if (!(error instanceof DefinitionError)) throw error;
      for (const problem of error.problems) {
        const same = found.find(
          ({ path, message, fix }) =>
            path === problem.path && message === problem.message && fix === problem.fix,
        );
        if (same === undefined) found.push({ ...problem, environments: [environment.name] });
        else same.environments.push(environment.name);
      }
      return [];
    }
  });
  if (found.length === 0) return results;
  throw new DefinitionError(
    subject,
    environments.length === 1 ? found.map(({ environments: _, ...problem }) => problem) : found,
  );
}
