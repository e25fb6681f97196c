import type { OptionProblem } from '../../engine/options/option-problem';
import type { DeploymentPicture } from '../deployment-picture';
import type { RuleFinding } from '../finding';
import { serverArgumentsOf, serverProblems } from '../views/server-arguments';

/** Findings about the options of engines of one kind of problem. */
export function optionFindings(
  picture: DeploymentPicture,
  kind: OptionProblem['kind'],
  consequence: string,
): readonly RuleFinding[] {
  return serverArgumentsOf(picture).flatMap((server) =>
    serverProblems(server)
      .filter((problem) => problem.kind === kind)
      .map(({ index, message, expected, fix }) => ({
        in: server.container.pod.owner,
        field: server.paths[index] ?? `${server.container.path}.args`,
        message: `${message}, so ${consequence}.`,
        expected,
        fix,
      })),
  );
}
