import type { IConstruct } from 'constructs';
import { ProblemList } from '../../lib/problems/problem-list';

/** How CDKTF keeps what `Annotations.of(construct).addError()` and `addWarning()` say. Source: cdktf 0.21 annotations.ts. */
const errorEntry = '@cdktf/error';
const warningEntry = '@cdktf/warn';

/**
 * The errors that constructs and aspects of a CDKTF app attached to themselves. CDKTF itself stops at them or not, as a variable
 * of its command line says; here they always stop.
 *
 * @throws {DefinitionError}
 */
export function throwAnnotatedErrors(app: IConstruct): void {
  const problems = ProblemList.create();
  for (const { path, message } of annotations(app, errorEntry)) {
    problems.add(path, message, 'Correct the construct.');
  }
  problems.throwIfAny('the Terraform stacks');
}

/** The warnings that constructs and aspects of a CDKTF app attached to themselves. */
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
