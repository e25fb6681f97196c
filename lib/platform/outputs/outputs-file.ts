import { ProblemList } from '../../problems/problem-list';
import { type ClientId, clientId, guidProblem } from '../../values/ids';
import { isPreviewId } from '../../values/preview-id';
import type { OutputsExpectation } from './outputs-expectation';
import type { RequiredOutput } from './required-output';
import { type OutputKey, stackOutputEntries } from './stack-outputs';

/** Values of the Azure half that the Kubernetes half needs. */
export type PlatformOutputs = {
  /** Client id of each identity, by the name of its stack output. */
  readonly clientIds: ReadonlyMap<string, ClientId>;
} & {
  /** Value of each other output. Undefined if the Kubernetes half does not need it. */
  readonly [K in OutputKey]?: string | undefined;
};

type Values = Readonly<Record<string, unknown>>;

/**
 * Reads the file that `cdktf deploy --outputs-file` writes: `{ "<stack>": { "<output>": "<value>",
 * … } }`.
 *
 * A wrong client id shows as an AADSTS error at run time, in pods that look healthy. Nothing is
 * guessed or ignored here.
 *
 * @param text content of the file; undefined if it does not exist.
 * @throws {DefinitionError} with every output that is missing, malformed or of another deployment.
 */
export function parsePlatformOutputs(
  text: string | undefined,
  expectation: OutputsExpectation,
): PlatformOutputs {
  const problems = ProblemList.create();
  const values = readStack(text, expectation, problems);
  problems.throwIfAny(expectation.file);

  // The other outputs of another deployment are wrong as well.
  if (!isOfThisDeployment(values, expectation, problems)) problems.throwIfAny(expectation.file);
  const outputs = {
    clientIds: readClientIds(values, expectation, problems),
    ...readOthers(values, expectation, problems),
  };
  problems.throwIfAny(expectation.file);
  return outputs;
}

/** What works without an outputs file. */
const untilThen =
  'Until then, `npm run synth -- --azure-only` writes the Terraform, and `npm run synth -- --preview` the manifests with preview ids.';

/** Value of a required output; undefined if it is missing. */
export function outputValue(outputs: PlatformOutputs, { name }: RequiredOutput): string | undefined {
  const [key] = stackOutputEntries.find(([, output]) => output.name === name) ?? [];
  return key === undefined ? outputs.clientIds.get(name) : outputs[key];
}

function readStack(text: string | undefined, expectation: OutputsExpectation, problems: ProblemList): Values {
  const { deployCommand: command, stackName } = expectation;
  if (text === undefined) {
    const needed = [
      ...expectation.required.map(({ name, neededBy }) => `${name} (${neededBy.join(', ')})`),
      ...expectation.identifying.map(({ name }) => name),
    ];
    problems.add(
      '',
      `the file does not exist. It must contain ${needed.join(', ')}`,
      `Deploy Azure first: ${command}. ${untilThen}`,
    );
    return {};
  }
  const content = parseJson(text);
  if (!isRecord(content)) {
    problems.add(
      '',
      'the file is not a JSON object of stacks',
      `Do not edit the file. Write it again: ${command}`,
    );
    return {};
  }
  const stack = content[stackName];
  if (isRecord(stack)) return stack;
  const found = Object.keys(content).map((name) => `"${name}"`);
  problems.add(
    '',
    `the file has no stack "${stackName}"; it has ${found.length === 0 ? 'none' : found.join(', ')}`,
    `The file belongs to another environment, or the stack had another name. Write it again: ${command}`,
  );
  return {};
}

/** Adds one problem with every value of another deployment, and one for each missing value. */
function isOfThisDeployment(values: Values, expectation: OutputsExpectation, problems: ProblemList): boolean {
  const { stackName, deployCommand: command } = expectation;
  const stack = problems.at(stackName);
  const others: string[] = [];
  for (const { name, what, expected } of expectation.identifying) {
    const value = values[name];
    if (value === undefined) {
      stack.add(name, `${what} is missing`, `Write the file again: ${command}`);
      continue;
    }
    // Azure ignores the case of all of them, and may return another case than it was given.
    if (typeof value === 'string' && value.toLowerCase() === expected.toLowerCase()) continue;
    others.push(`${what} is ${JSON.stringify(value)}, but "${expected}" in the definition`);
  }
  if (others.length === 0) return true;
  problems.add(
    stackName,
    `the file belongs to another deployment: ${others.join('; ')}`,
    `Delete it if it came with the sample. Deploy this definition: ${command}. ${untilThen} If the file is right, correct the definition.`,
  );
  return false;
}

function readClientIds(
  values: Values,
  expectation: OutputsExpectation,
  problems: ProblemList,
): ReadonlyMap<string, ClientId> {
  const stack = problems.at(expectation.stackName);
  const clientIds = new Map<string, ClientId>();
  const owners = new Map<string, string>();
  for (const output of expectation.required) {
    const { name, what, identityName } = output;
    if (identityName === undefined) continue;
    const value = values[name];
    if (value === undefined) {
      addMissing(output, expectation, problems);
      continue;
    }
    const problem = guidProblem(value) ?? previewProblem(value);
    if (problem !== undefined) {
      stack.add(name, `${what}: ${problem}`, `Write the file again: ${expectation.deployCommand}`);
      continue;
    }
    const id = clientId(value as string);
    const owner = owners.get(id);
    if (owner !== undefined) {
      stack.add(
        name,
        `${what} is ${id}, and so is ${owner}. Every identity has a client id of its own`,
        `Write the file again: ${expectation.deployCommand}`,
      );
    }
    owners.set(id, name);
    clientIds.set(name, id);
  }
  return clientIds;
}

function previewProblem(value: unknown): string | undefined {
  return isPreviewId(String(value))
    ? `"${value}" is an id of a preview, and no identity in Azure has it`
    : undefined;
}

/** Outputs that some part of the Kubernetes half needs, and those that every file contains. */
function readOthers(
  values: Values,
  expectation: OutputsExpectation,
  problems: ProblemList,
): { readonly [K in OutputKey]?: string } {
  const read = stackOutputEntries.flatMap(([key, { name, what, neededBy, form }]) => {
    const required =
      expectation.required.find((output) => output.name === name) ??
      (neededBy === 'always' ? { name, what, neededBy: [] } : undefined);
    if (required === undefined) return [];
    const value = values[name];
    if (value === undefined) {
      addMissing(required, expectation, problems);
    } else if (typeof value === 'string' && (form?.pattern.test(value) ?? true)) {
      return [[key, value] as const];
    } else {
      const example = form === undefined ? 'a text' : `an address such as ${form.example}`;
      problems
        .at(expectation.stackName)
        .add(
          name,
          `${what} is ${JSON.stringify(value)}; it must be ${example}`,
          `Write the file again: ${expectation.deployCommand}`,
        );
    }
    return [];
  });
  return Object.fromEntries(read);
}

function addMissing(
  { name, what, neededBy }: RequiredOutput,
  { stackName, deployCommand }: OutputsExpectation,
  problems: ProblemList,
): void {
  const readers =
    neededBy.length === 0
      ? ''
      : `, and ${neededBy.join(', ')} ${neededBy.length === 1 ? 'needs' : 'need'} it`;
  problems
    .at(stackName)
    .add(name, `${what} is missing${readers}`, `Deploy the current definition: ${deployCommand}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
