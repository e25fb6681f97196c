import type { CompleteApplication, SecretVariableDefinition } from '../../definition/workload-definition';
import type { ProblemList } from '../../problems/problem-list';
import { isVariableName } from './workload-secrets';

/** Variables that the workload identity webhook sets. A value in the pod spec would override it. */
const webhookVariables = [
  'AZURE_CLIENT_ID',
  'AZURE_TENANT_ID',
  'AZURE_FEDERATED_TOKEN_FILE',
  'AZURE_AUTHORITY_HOST',
];

/** Variables of an application that the definition does not set. */
export interface PlatformVariables {
  /** Names of the variables that the platform and the construct set. */
  readonly names: readonly string[];
  /** Secrets that the platform adds. */
  readonly secrets: readonly SecretVariableDefinition[];
  /** Whether the pods act as a managed identity. */
  readonly hasIdentity: boolean;
}

/** Adds a problem for each variable of the definition that is invalid or set twice. */
export function checkVariables(
  { environment, secrets }: CompleteApplication,
  platform: PlatformVariables,
  problems: ProblemList,
): void {
  const at = problems.at('environment');
  const fromSecrets = secrets.map(({ variable }) => variable);
  const reserved = [...platform.names, ...platform.secrets.map(({ variable }) => variable)];
  const fix = 'Remove the variable, or the entry of uses that sets it.';
  for (const variable of Object.keys(environment)) {
    if (!isVariableName(variable))
      at.add(
        '',
        `"${variable}" is not a valid name of an environment variable`,
        'Use letters, digits and _.',
      );
    if (fromSecrets.includes(variable))
      at.add(variable, 'the variable is also in secrets', 'Remove it from one of the two.');
    if (reserved.includes(variable)) at.add(variable, 'the platform sets the variable', fix);
    if (platform.hasIdentity && webhookVariables.includes(variable))
      at.add(variable, 'the workload identity webhook sets the variable', 'Remove the variable.');
  }
  fromSecrets.forEach((variable, index) => {
    if (reserved.includes(variable))
      problems.at('secrets').at(index).add('variable', `the platform sets ${variable}`, fix);
  });
}
