import type { SecretVariableDefinition } from '../../definition/workload-definition';
import type { ProblemList } from '../../problems/problem-list';
import { requireUnique } from '../../problems/value-rules';
import type { WorkloadContext } from './workload-context';

/** One secret under a variable that the platform names; none if the definition does not give it. */
export function secretVariable(
  variable: string,
  secret: string | undefined,
): readonly SecretVariableDefinition[] {
  return secret === undefined ? [] : [{ variable, secret }];
}

/** Secrets need a vault; the right to read it comes with the identity (identity-needs.ts). */
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
          `"${variable}" is not the name of an environment variable`,
          'Use letters, digits and _.',
        );
    }
    // Not shown: it may be the secret itself.
    if (!secretName.test(secret))
      problems.at(index).add('secret', 'it is not the name of a Key Vault secret', secretNameFix);
  });
}

/** Secrets under variables that the platform names, from fields of their own. */
export function checkPlatformSecrets(
  secrets: readonly SecretVariableDefinition[],
  context: Pick<WorkloadContext, 'keyVault'>,
  problems: ProblemList,
): void {
  if (secrets.length === 0) return;
  checkVault(context, problems);
  for (const { variable, secret } of secrets) {
    if (!secretName.test(secret))
      problems.add('', `what is given for ${variable} is not the name of a Key Vault secret`, secretNameFix);
  }
}

function checkVault({ keyVault }: Pick<WorkloadContext, 'keyVault'>, problems: ProblemList): void {
  if (keyVault === undefined)
    problems.add('', 'the platform has no Key Vault to take secrets from', 'Define keyVault.');
}

/** Source: learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates, "Object identifiers" (2026-11). */
const secretName = /^[0-9A-Za-z-]{1,127}$/;
const secretNameFix = "Use 1 to 127 letters, digits and '-': the name, not the value.";

export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
