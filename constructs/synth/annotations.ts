import type { IConstruct } from 'constructs';
import { ProblemList } from '../../lib/problems/problem-list';

/**
 * Types of the metadata entries of `Annotations.of(construct).addError()` and `addWarning()`.
 * Source: cdktf 0.21 annotations.ts.
 */
const errorEntry = '@cdktf/error';
const warningEntry = '@cdktf/warn';

/**
 * Refuses an app with error annotations of constructs and aspects. CDKTF itself ignores them if its
 * command line sets a variable.
 *
 * @throws {DefinitionError} with every error annotation.
 */
export function throwAnnotatedErrors(app: IConstruct): void {
  const problems = ProblemList.create();
  for (const { path, message } of annotations(app, errorEntry)) {
    problems.add(path, message, 'Fix the construct.');
  }
  problems.throwIfAny('the Terraform stacks');
}

/** The warning annotations of the constructs and aspects of an app. */
export function annotatedWarnings(app: IConstruct): readonly string[] {
  return annotations(app, warningEntry).map(({ path, message }) => `${path}: ${message}`);
}

function annotations(
  app: IConstruct,
  type: string,
): readonly { readonly path: string; readonly message: string }[] {
  return app.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter((entry) => entry.type === type)
        .map((entry) => ({ path: node.path, message: String(entry.data) })),
    );
}
