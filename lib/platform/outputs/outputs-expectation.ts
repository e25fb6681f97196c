import type { ResolvedPlatform } from '../resolved-platform';
import { deployCommand, outputsFile, stacksOf } from './deploy-command';
import type { RequiredOutput } from './required-output';
import { stackOutputEntries } from './stack-outputs';

/** The deployment that an outputs file must belong to, and the outputs that it must contain. */
export interface OutputsExpectation {
  /** Path of the file, for messages: `outputs/production.json`. */
  readonly file: string;
  /** Command that writes the file. */
  readonly deployCommand: string;
  /** Name of the Terraform stack. */
  readonly stackName: string;
  /** Outputs that identify the deployment, with their values in the definition. */
  readonly identifying: readonly IdentifyingOutput[];
  /** Client ids and addresses, each with what needs it. */
  readonly required: readonly RequiredOutput[];
}

/** An output whose value the definition has, too. */
export interface IdentifyingOutput {
  readonly name: string;
  readonly what: string;
  readonly expected: string;
}

/** The outputs file that a platform needs. The stack has the name of the environment. */
export function outputsExpectation(platform: ResolvedPlatform): OutputsExpectation {
  return {
    file: outputsFile(platform.environment),
    deployCommand: deployCommand(stacksOf(platform)),
    stackName: platform.environment,
    identifying: stackOutputEntries.flatMap(([, { name, what, expected }]) =>
      expected === undefined ? [] : [{ name, what, expected: expected(platform) }],
    ),
    required: platform.requiredOutputs,
  };
}
