import type { CompletePlatform } from '../../definition/platform-definition';
import type { ProblemList } from '../../problems/problem-list';
import { requireUnique } from '../../problems/value-rules';
import type { ResolvedAzure } from '../resolve-azure';
import { type ResolvedKeyVault, resolveKeyVault } from './key-vault';
import { type ResolvedRegistry, resolveRegistry } from './registry';
import { type ResolvedServiceBus, resolveServiceBus, type WorkedSources } from './service-bus';
import { type ResolvedStorageAccount, resolveStorageAccount } from './storage-account';

/** Azure services of the platform. Undefined: the definition does not have the service. */
export interface ResolvedServices {
  readonly registry: ResolvedRegistry | undefined;
  readonly keyVault: ResolvedKeyVault | undefined;
  readonly serviceBus: ResolvedServiceBus | undefined;
  readonly storageAccounts: readonly ResolvedStorageAccount[];
}

/** Resolves the Azure services of a definition. */
export function resolveServices(
  definition: CompletePlatform,
  azure: ResolvedAzure,
  worked: WorkedSources,
  problems: ProblemList,
): ResolvedServices {
  const { registry, keyVault, serviceBus, storageAccounts } = definition;
  const naming = { azure, uniqueSuffix: definition.azure.uniqueSuffix };
  checkPrivateEndpoints(definition, problems);
  const at = problems.at('storageAccounts');
  requireUnique(
    at,
    'storage account',
    storageAccounts,
    ({ name }) => name,
    (index) => `[${index}].name`,
  );
  return {
    registry: registry && resolveRegistry(registry, naming, problems.at('registry')),
    keyVault: keyVault && resolveKeyVault(keyVault, naming, problems.at('keyVault')),
    serviceBus: serviceBus && resolveServiceBus(serviceBus, naming, worked, problems.at('serviceBus')),
    storageAccounts: storageAccounts.map((account, index) =>
      resolveStorageAccount(account, naming, at.at(index)),
    ),
  };
}

/** A private endpoint needs a subnet. In an existing network, the definition names it. */
function checkPrivateEndpoints(definition: CompletePlatform, problems: ProblemList): void {
  const { registry, keyVault, serviceBus, network, storageAccounts } = definition;
  if (network.existing === undefined || network.existing.privateEndpointSubnetId !== undefined) return;
  const services = [
    ...Object.entries({ registry, keyVault, serviceBus }),
    ...storageAccounts.map((account, index) => [`storageAccounts[${index}]`, account] as const),
  ];
  for (const [key, service] of services) {
    if (!service?.privateEndpoint) continue;
    problems
      .at(key)
      .add(
        'privateEndpoint',
        'requires a subnet for private endpoints',
        'Set network.existing.privateEndpointSubnetId.',
      );
  }
}
