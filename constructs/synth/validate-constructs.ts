import type { IConstruct } from 'constructs';
import { ProblemList } from '../../lib/problems/problem-list';

/**
 * Asks every construct of an app for what is wrong with it, as `App.synth()` of both CDKs does before it writes; but tells all
 * of it in the words that the rest of synth speaks, and without a stack trace.
 *
 * @throws {DefinitionError}
 */
export function validateConstructs(app: IConstruct, subject: string): void {
  const problems = ProblemList.create();
  for (const construct of app.node.findAll()) {
    for (const message of construct.node.validate()) {
      problems.add(construct.node.path, message, 'Correct the construct.');
    }
  }
  problems.throwIfAny(subject);
}
