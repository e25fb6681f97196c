import type { KeyVaultDefinition } from '../../definition/services-definition';
import { keyVaultUri } from '../../facts/azure-cloud';
import { azureNameProblem, withUniqueSuffix } from '../../facts/azure-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireRule } from '../../problems/value-rules';
import { type ServiceNaming, serviceNameFix } from './azure-service';

/** Resolves the Key Vault. */
export function resolveKeyVault(
  definition: KeyVaultDefinition,
  { azure, uniqueSuffix }: ServiceNaming,
  problems: ProblemList,
) {
  const name = withUniqueSuffix('keyVault', definition.name, uniqueSuffix);
  requireRule(problems, 'name', azureNameProblem('keyVault', name), serviceNameFix);
  const softDeleteDays = definition.softDeleteDays ?? 90;
  requireInteger(problems, 'softDeleteDays', softDeleteDays, { min: 7, max: 90, unit: 'days' });
  return {
    name,
    uri: keyVaultUri(azure.cloud, name),
    softDeleteDays,
    privateEndpoint: definition.privateEndpoint ?? false,
  };
}

export type ResolvedKeyVault = Readonly<ReturnType<typeof resolveKeyVault>>;
