import { ProblemList } from '../../problems/problem-list';
import { type ClientId, clientId, guidProblem } from '../../values/ids';
import { isPreviewId } from '../../values/preview-id';
import { outputNames, type RequiredOutput } from './output-names';

/** What only Azure knows and the Kubernetes half needs. */
export interface PlatformOutputs {
  /** Client id of each identity, by the name of its stack output. */
  readonly clientIds: ReadonlyMap<string, ClientId>;
  readonly oidcIssuerUrl: string;
  /** Where managed Prometheus is queried; undefined if nothing of the platform does. */
  readonly prometheusQueryEndpoint: string | undefined;
}

/** Which deployment an outputs file has to be of, and what has to be in it. */
export interface OutputsExpectation {
  /** Path of the file, for messages: `outputs/production.json`. */
  readonly file: string;
  /** What writes it. */
  readonly deployCommand: string;
  /** Name of the Terraform stack. */
  readonly stackName: string;
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly resourceGroup: string;
  readonly clusterName: string;
  /** Client ids and addresses, each with the workloads that need it. */
  readonly required: readonly RequiredOutput[];
}

/**
 * Reads what `cdktf deploy --outputs-file` wrote: `{ "<stack>": { "<output>": "<value>", … } }`.
 *
 * @param text content of the file; undefined if there is none.
 * @throws {DefinitionError} with everything that is wrong: missing, malformed or of another deployment. A client id that
 * is wrong is an AADSTS error at run time, in pods that look healthy: so nothing here is guessed or left out.
 */
export function parsePlatformOutputs(
  text: string | undefined,
  expectation: OutputsExpectation,
): PlatformOutputs {
  const problems = ProblemList.create();
  const values = readStack(text, expectation, problems);
  problems.throwIfAny(expectation.file);

  checkDeployment(values, expectation, problems);
  const clientIds = readClientIds(values, expectation, problems);
  const oidcIssuerUrl = readIssuer(values, expectation, problems);
  const prometheusQueryEndpoint = readQueryEndpoint(values, expectation, problems);
  problems.throwIfAny(expectation.file);
  return { clientIds, oidcIssuerUrl, prometheusQueryEndpoint };
}

function readStack(
  text: string | undefined,
  expectation: OutputsExpectation,
  problems: ProblemList,
): Readonly<Record<string, unknown>> {
  const { deployCommand: command } = expectation;
  if (text === undefined) {
    const needed = [
      ...expectation.required.map(({ name, neededBy }) => `${name} (${neededBy.join(', ')})`),
      ...identifyingOutputs(expectation).map(({ name }) => name),
    ];
    problems.add(
      '',
      `there is no such file yet; needed of it are ${needed.join(', ')}`,
      `Deploy Azure first: ${command}. To look at the manifests before that, add --preview (npm run synth -- --preview).`,
    );
    return {};
  }
  const content = parseJson(text);
  if (!isRecord(content)) {
    problems.add(
      '',
      'the file is not a JSON object of stacks',
      `Do not edit it by hand; write it again: ${command}`,
    );
    return {};
  }
  const stack = content[expectation.stackName];
  if (isRecord(stack)) return stack;
  const found = Object.keys(content);
  problems.add(
    '',
    `there is no stack "${expectation.stackName}"; the file has ${found.length === 0 ? 'none' : found.map((name) => `"${name}"`).join(', ')}`,
    `It is of another environment, or older than the stack's name. Write it again: ${command}`,
  );
  return {};
}

interface IdentifyingOutput {
  readonly name: string;
  readonly what: string;
  readonly expected: string;
}

/** The outputs that say which deployment a file is of. */
function identifyingOutputs(expectation: OutputsExpectation): readonly IdentifyingOutput[] {
  return [
    { name: outputNames.subscriptionId, what: 'the subscription', expected: expectation.subscriptionId },
    { name: outputNames.tenantId, what: 'the tenant', expected: expectation.tenantId },
    { name: outputNames.resourceGroup, what: 'the resource group', expected: expectation.resourceGroup },
    { name: outputNames.clusterName, what: 'the cluster', expected: expectation.clusterName },
  ];
}

function checkDeployment(
  values: Readonly<Record<string, unknown>>,
  expectation: OutputsExpectation,
  problems: ProblemList,
): void {
  const stack = problems.at(expectation.stackName);
  for (const { name, what, expected } of identifyingOutputs(expectation)) {
    const value = values[name];
    if (value === undefined) {
      stack.add(name, `${what} is missing`, `Write the file again: ${expectation.deployCommand}`);
      continue;
    }
    // Azure compares all four without regard to case, and gives some back in another case than it was told.
    if (typeof value === 'string' && value.toLowerCase() === expected.toLowerCase()) continue;
    stack.add(
      name,
      `${what} is ${JSON.stringify(value)}, the definition says "${expected}": the file is of another deployment`,
      `Deploy this definition: ${expectation.deployCommand}, or take back the change of the definition.`,
    );
  }
}

function readClientIds(
  values: Readonly<Record<string, unknown>>,
  expectation: OutputsExpectation,
  problems: ProblemList,
): ReadonlyMap<string, ClientId> {
  const stack = problems.at(expectation.stackName);
  const clientIds = new Map<string, ClientId>();
  const owners = new Map<string, string>();
  for (const { name, what, neededBy } of expectation.required) {
    if (name === outputNames.prometheusQueryEndpoint) continue;
    const value = values[name];
    if (value === undefined) {
      stack.add(
        name,
        `${what} is missing, and ${neededBy.join(', ')} ${neededBy.length === 1 ? 'needs' : 'need'} it`,
        `Deploy the definition as it is now: ${expectation.deployCommand}`,
      );
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
        `${what} is ${id}, which is also ${owner}: two identities never have one client id`,
        `Write the file again: ${expectation.deployCommand}`,
      );
    }
    owners.set(id, name);
    clientIds.set(name, id);
  }
  return clientIds;
}

function previewProblem(value: unknown): string | undefined {
  return isPreviewId(String(value)) ? `"${value}" is an id of a preview, not of Azure` : undefined;
}

function readIssuer(
  values: Readonly<Record<string, unknown>>,
  expectation: OutputsExpectation,
  problems: ProblemList,
): string {
  const value = values[outputNames.oidcIssuerUrl];
  if (typeof value === 'string' && /^https:\/\/[^\s/]+\/\S*$/.test(value)) return value;
  problems
    .at(expectation.stackName)
    .add(
      outputNames.oidcIssuerUrl,
      `the OIDC issuer is ${JSON.stringify(value) ?? 'missing'}; it is an https address`,
      `Write the file again: ${expectation.deployCommand}`,
    );
  return '';
}

/** Source: learn.microsoft.com/azure/azure-monitor/metrics/prometheus-api-promql, "Query endpoint" (2026-11). */
const queryEndpointPattern = /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*\.prometheus\.monitor\.azure\.[a-z]+$/;

function readQueryEndpoint(
  values: Readonly<Record<string, unknown>>,
  expectation: OutputsExpectation,
  problems: ProblemList,
): string | undefined {
  const required = expectation.required.find(({ name }) => name === outputNames.prometheusQueryEndpoint);
  if (required === undefined) return undefined;
  const value = values[required.name];
  if (typeof value === 'string' && queryEndpointPattern.test(value)) return value;
  problems
    .at(expectation.stackName)
    .add(
      required.name,
      value === undefined
        ? `${required.what} is missing, and ${required.neededBy.join(', ')} ${required.neededBy.length === 1 ? 'needs' : 'need'} it`
        : `${required.what} is ${JSON.stringify(value)}; it is an address such as https://….prometheus.monitor.azure.com`,
      `Deploy the definition as it is now: ${expectation.deployCommand}`,
    );
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
