import type { CompleteKeyVault } from '../../definition/services-definition';
import { keyVaultUri } from '../../facts/azure-cloud';
import { azureNameProblem, withUniqueSuffix } from '../../facts/azure-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireRule } from '../../problems/value-rules';
import { type ServiceNaming, serviceNameFix } from './azure-service';

/** Resolves the Key Vault. */
export function resolveKeyVault(
  definition: CompleteKeyVault,
  { azure, uniqueSuffix }: ServiceNaming,
  problems: ProblemList,
) {
  const name = withUniqueSuffix('keyVault', definition.name, uniqueSuffix);
  requireRule(problems, 'name', azureNameProblem('keyVault', name), serviceNameFix);
  requireInteger(problems, 'softDeleteDays', definition.softDeleteDays, { min: 7, max: 90, unit: 'days' });
  return { ...definition, name, uri: keyVaultUri(azure.cloud, name) };
}

export type ResolvedKeyVault = Readonly<ReturnType<typeof resolveKeyVault>>;
