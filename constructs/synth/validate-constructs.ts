import type { IConstruct } from 'constructs';
import { ProblemList } from '../../lib/problems/problem-list';

/**
 * Runs the validations of every construct of an app, as `App.synth()` of both CDKs does before it
 * writes, but reports all problems in the format of synth and without a stack trace.
 *
 * @throws {DefinitionError} with every problem.
 */
export function validateConstructs(app: IConstruct, subject: string): void {
  const problems = ProblemList.create();
  for (const construct of app.node.findAll()) {
    for (const message of construct.node.validate()) {
      problems.add(construct.node.path, message, 'Fix the construct.');
    }
  }
  problems.throwIfAny(subject);
}
