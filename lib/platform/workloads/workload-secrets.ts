import type { SecretVariableDefinition } from '../../definition/workload-definition';
import type { ProblemList } from '../../problems/problem-list';
import { requireUnique } from '../../problems/value-rules';
import type { WorkloadContext } from './workload-context';

/** A secret for a variable that the platform names. Empty if the definition does not set it. */
export function secretVariable(
  variable: string,
  secret: string | undefined,
): readonly SecretVariableDefinition[] {
  return secret === undefined ? [] : [{ variable, secret }];
}

/**
 * Checks the secrets of a definition. The identity gets the role that reads them
 * (identity-needs.ts).
 */
export function checkSecrets(
  secrets: readonly SecretVariableDefinition[],
  context: Pick<WorkloadContext, 'keyVault'>,
  problems: ProblemList,
): void {
  if (secrets.length === 0) return;
  checkVault(context, problems);
  requireUnique(
    problems,
    'variable',
    secrets,
    (secret) => secret.variable,
    (index) => `[${index}].variable`,
  );
  secrets.forEach(({ variable, secret }, index) => {
    if (!isVariableName(variable)) {
      problems
        .at(index)
        .add(
          'variable',
          `"${variable}" is not a valid name of an environment variable`,
          'Use letters, digits and _.',
        );
    }
    // The message omits the value, because it may be the secret itself.
    if (!secretName.test(secret))
      problems.at(index).add('secret', 'the value is not a valid name of a Key Vault secret', secretNameFix);
  });
}

/** Checks secrets for variables that the platform names. */
export function checkPlatformSecrets(
  secrets: readonly SecretVariableDefinition[],
  context: Pick<WorkloadContext, 'keyVault'>,
  problems: ProblemList,
): void {
  if (secrets.length === 0) return;
  checkVault(context, problems);
  for (const { variable, secret } of secrets) {
    if (!secretName.test(secret))
      problems.add('', `the secret for ${variable} is not a valid name of a Key Vault secret`, secretNameFix);
  }
}

function checkVault({ keyVault }: Pick<WorkloadContext, 'keyVault'>, problems: ProblemList): void {
  if (keyVault === undefined)
    problems.add('', 'secrets require a Key Vault, and the definition has none', 'Add keyVault.');
}

/**
 * Source: learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates, "Object
 * identifiers" (2026-11).
 */
const secretName = /^[0-9A-Za-z-]{1,127}$/;
const secretNameFix = 'Use the name of the secret, not its value: 1 to 127 letters, digits and hyphens.';

/** Whether Kubernetes accepts a name for an environment variable. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
