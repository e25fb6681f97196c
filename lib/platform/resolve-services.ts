import type { PlatformDefinition } from '../definition/platform-definition';
import type {
  KeyVaultDefinition,
  QueueDefinition,
  RegistryDefinition,
  ServiceBusDefinition,
} from '../definition/services-definition';
import { keyVaultUri, registryHost, serviceBusHost } from '../naming/azure-cloud';
import { azureNameProblem, withUniqueSuffix } from '../naming/azure-names';
import type { ProblemList } from '../problems/problem-list';
import { requireInteger, requireRule, requireUnique } from '../problems/value-rules';
import { maxLockSeconds, requireMessageSettings } from '../service-bus/limits';
import type {
  ResolvedAzure,
  ResolvedKeyVault,
  ResolvedQueue,
  ResolvedRegistry,
  ResolvedServiceBus,
} from './resolved-platform';

export interface ResolvedServices {
  readonly registry: ResolvedRegistry | undefined;
  readonly keyVault: ResolvedKeyVault | undefined;
  readonly serviceBus: ResolvedServiceBus | undefined;
}

export function resolveServices(
  definition: PlatformDefinition,
  azure: ResolvedAzure,
  problems: ProblemList,
): ResolvedServices {
  const suffix = definition.azure.uniqueSuffix;
  const { registry, keyVault, serviceBus, network } = definition;
  if (network?.existing !== undefined && network.existing.privateEndpointSubnetId === undefined) {
    for (const [key, service] of Object.entries({ registry, keyVault, serviceBus })) {
      if (service?.privateEndpoint) {
        problems
          .at(key)
          .add(
            'privateEndpoint',
            'there is no subnet for it',
            'Give network.existing.privateEndpointSubnetId.',
          );
      }
    }
  }
  return {
    registry: registry && resolveRegistry(registry, suffix, azure, problems.at('registry')),
    keyVault: keyVault && resolveKeyVault(keyVault, suffix, azure, problems.at('keyVault')),
    serviceBus: serviceBus && resolveServiceBus(serviceBus, suffix, azure, problems.at('serviceBus')),
  };
}

function resolveRegistry(
  definition: RegistryDefinition,
  suffix: string | undefined,
  azure: ResolvedAzure,
  problems: ProblemList,
): ResolvedRegistry {
  const name = withUniqueSuffix('containerRegistry', definition.name, suffix);
  requireRule(
    problems,
    'name',
    azureNameProblem('containerRegistry', name),
    'Choose another name; the unique suffix is part of it.',
  );
  const privateEndpoint = definition.privateEndpoint ?? false;
  const sku = definition.sku ?? (privateEndpoint ? 'Premium' : 'Standard');
  if (privateEndpoint && sku !== 'Premium') {
    problems.add('sku', `"${sku}" has no private endpoints`, 'Use "Premium", or leave privateEndpoint out.');
  }
  return { name, host: registryHost(azure.cloud, name), sku, privateEndpoint };
}

function resolveKeyVault(
  definition: KeyVaultDefinition,
  suffix: string | undefined,
  azure: ResolvedAzure,
  problems: ProblemList,
): ResolvedKeyVault {
  const name = withUniqueSuffix('keyVault', definition.name, suffix);
  requireRule(
    problems,
    'name',
    azureNameProblem('keyVault', name),
    'Choose another name; the unique suffix is part of it.',
  );
  const softDeleteDays = definition.softDeleteDays ?? 90;
  requireInteger(problems, 'softDeleteDays', softDeleteDays, { min: 7, max: 90, unit: 'days' });
  return {
    name,
    uri: keyVaultUri(azure.cloud, name),
    softDeleteDays,
    privateEndpoint: definition.privateEndpoint ?? false,
  };
}

function resolveServiceBus(
  definition: ServiceBusDefinition,
  suffix: string | undefined,
  azure: ResolvedAzure,
  problems: ProblemList,
): ResolvedServiceBus {
  const name = withUniqueSuffix('serviceBusNamespace', definition.name, suffix);
  requireRule(
    problems,
    'name',
    azureNameProblem('serviceBusNamespace', name),
    'Choose another name; the unique suffix is part of it.',
  );
  const privateEndpoint = definition.privateEndpoint ?? false;
  const sku = definition.sku ?? (privateEndpoint ? 'Premium' : 'Standard');
  if (privateEndpoint && sku !== 'Premium') {
    problems.add('sku', `"${sku}" has no private endpoints`, 'Use "Premium", or leave privateEndpoint out.');
  }
  requireUnique(
    problems,
    'queue',
    definition.queues,
    (queue) => queue.name.toLowerCase(),
    (index) => `queues[${index}].name`,
  );
  return {
    name,
    host: serviceBusHost(azure.cloud, name),
    sku,
    privateEndpoint,
    queues: definition.queues.map((queue, index) => resolveQueue(queue, problems.at('queues').at(index))),
  };
}

function resolveQueue(definition: QueueDefinition, problems: ProblemList): ResolvedQueue {
  requireRule(problems, 'name', azureNameProblem('serviceBusQueue', definition.name), 'Choose another name.');
  const queue = {
    name: definition.name,
    // The longest: a consumer that renews does so rarely.
    lockSeconds: definition.lockSeconds ?? maxLockSeconds,
    maxDeliveryCount: definition.maxDeliveryCount ?? 10,
    timeToLiveDays: definition.timeToLiveDays ?? 14,
    duplicateDetectionMinutes:
      definition.duplicateDetectionMinutes === false
        ? undefined
        : (definition.duplicateDetectionMinutes ?? 10),
  };
  requireMessageSettings(problems, queue);
  return queue;
}
