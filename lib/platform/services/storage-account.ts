import type { CompleteStorageAccount } from '../../definition/services-definition';
import { blobEndpoint } from '../../facts/azure-cloud';
import { azureNameProblem, withUniqueSuffix } from '../../facts/azure-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireRule } from '../../problems/value-rules';
import { type ServiceNaming, serviceNameFix } from './azure-service';

/** Resolves a storage account with its containers and file shares. */
export function resolveStorageAccount(
  definition: CompleteStorageAccount,
  { azure, uniqueSuffix }: ServiceNaming,
  problems: ProblemList,
) {
  const name = withUniqueSuffix('storageAccount', definition.name, uniqueSuffix);
  requireRule(problems, 'name', azureNameProblem('storageAccount', name), serviceNameFix);
  const { kind, containers, shares } = definition;
  if (kind === 'premiumFiles' && containers.length > 0)
    problems.add(
      'containers',
      'an account of the kind "premiumFiles" has file shares only',
      'Use another account.',
    );
  if (kind === 'premiumBlobs' && shares.length > 0)
    problems.add(
      'shares',
      'an account of the kind "premiumBlobs" has containers only',
      'Use another account.',
    );
  containers.forEach((container, index) => {
    requireRule(
      problems.at('containers').at(index),
      '',
      azureNameProblem('storageContainer', container),
      'Choose another name.',
    );
  });
  return {
    ...definition,
    /** Name in the definition. */
    key: definition.name,
    /** Name in Azure, with the unique suffix. */
    name,
    blobEndpoint: blobEndpoint(azure.cloud, name),
  };
}

export type ResolvedStorageAccount = Readonly<ReturnType<typeof resolveStorageAccount>>;
