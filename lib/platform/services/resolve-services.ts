import type { PlatformDefinition } from '../../definition/platform-definition';
import type {
  KeyVaultDefinition,
  QueueDefinition,
  RegistryDefinition,
  ServiceBusDefinition,
  StorageAccountDefinition,
  TopicDefinition,
} from '../../definition/services-definition';
import type { QueueWorkerPlan } from '../../engine/queue/queue-worker-plan';
import { serviceBusSourceName } from '../../engine/scaling/scalers/service-bus';
import { blobEndpoint, keyVaultUri, registryHost, serviceBusHost } from '../../facts/azure-cloud';
import { azureNameProblem, withUniqueSuffix } from '../../facts/azure-names';
import { maxLockSeconds, requireMessageSettings } from '../../facts/service-bus-limits';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireRule, requireUnique } from '../../problems/value-rules';
import type { ResolvedAzure } from '../resolve-azure';

export interface ResolvedRegistry {
  readonly name: string;
  readonly host: string;
  readonly sku: 'Basic' | 'Standard' | 'Premium';
  readonly privateEndpoint: boolean;
}

export interface ResolvedKeyVault {
  readonly name: string;
  readonly uri: string;
  readonly softDeleteDays: number;
  readonly privateEndpoint: boolean;
}

export interface ResolvedServiceBus {
  readonly name: string;
  readonly host: string;
  readonly sku: 'Standard' | 'Premium';
  readonly privateEndpoint: boolean;
  readonly queues: readonly ResolvedQueue[];
  readonly topics: readonly ResolvedTopic[];
}

export interface ResolvedTopic {
  readonly name: string;
  readonly timeToLiveDays: number;
  readonly duplicateDetectionMinutes: number | undefined;
  readonly subscriptions: readonly {
    readonly name: string;
    readonly lockSeconds: number;
    readonly maxDeliveryCount: number;
  }[];
}

export interface ResolvedStorageAccount {
  /** As the user calls it. */
  readonly key: string;
  /** With the unique suffix. */
  readonly name: string;
  readonly blobEndpoint: string;
  readonly containers: readonly string[];
  readonly shares: readonly { readonly name: string; readonly quotaGiB: number }[];
  readonly kind: 'standard' | 'premiumBlobs' | 'premiumFiles';
  readonly replication: 'LRS' | 'ZRS' | 'GRS' | 'GZRS' | undefined;
  readonly sharedKeys: boolean;
  readonly privateEndpoint: boolean;
}

export interface ResolvedQueue {
  readonly name: string;
  readonly lockSeconds: number;
  readonly maxDeliveryCount: number;
  readonly timeToLiveDays: number;
  readonly duplicateDetectionMinutes: number | undefined;
}

export interface ResolvedServices {
  readonly registry: ResolvedRegistry | undefined;
  readonly keyVault: ResolvedKeyVault | undefined;
  readonly serviceBus: ResolvedServiceBus | undefined;
  readonly storageAccounts: readonly ResolvedStorageAccount[];
}

/** What the workers of a queue or subscription want of it, by `serviceBusSourceName()`. */
export type WorkedSources = ReadonlyMap<string, Pick<QueueWorkerPlan, 'lockSeconds' | 'maxDeliveryCount'>>;

export function resolveServices(
  definition: PlatformDefinition,
  azure: ResolvedAzure,
  worked: WorkedSources,
  problems: ProblemList,
): ResolvedServices {
  const suffix = definition.azure.uniqueSuffix;
  const { registry, keyVault, serviceBus, network, storageAccounts = [] } = definition;
  if (network?.existing !== undefined && network.existing.privateEndpointSubnetId === undefined) {
    const accounts = storageAccounts.map((account, index) => [`storageAccounts[${index}]`, account] as const);
    const services = Object.entries({ registry, keyVault, serviceBus });
    for (const [key, service] of [...services, ...accounts]) {
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
    serviceBus: serviceBus && resolveServiceBus(serviceBus, suffix, azure, worked, problems.at('serviceBus')),
    storageAccounts: resolveStorageAccounts(storageAccounts, suffix, azure, problems.at('storageAccounts')),
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
  worked: WorkedSources,
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
  const { queues = [], topics = [] } = definition;
  if (queues.length + topics.length === 0)
    problems.add('', 'it has neither a queue nor a topic', 'Give queues or topics, or leave serviceBus out.');
  // Queues and topics are addressed alike, so that one name cannot be both.
  requireUnique(
    problems,
    'queue or topic',
    [...queues, ...topics],
    ({ name }) => name.toLowerCase(),
    (index) => (index < queues.length ? `queues[${index}].name` : `topics[${index - queues.length}].name`),
  );
  return {
    name,
    host: serviceBusHost(azure.cloud, name),
    sku,
    privateEndpoint,
    queues: queues.map((queue, index) => resolveQueue(queue, worked, problems.at('queues').at(index))),
    topics: topics.map((topic, index) => resolveTopic(topic, worked, problems.at('topics').at(index))),
  };
}

const defaultTimeToLiveDays = 14;
const defaultDuplicateDetectionMinutes = 10;

function duplicateDetection(minutes: number | false | undefined): number | undefined {
  return minutes === false ? undefined : (minutes ?? defaultDuplicateDetectionMinutes);
}

function resolveQueue(
  definition: QueueDefinition,
  worked: WorkedSources,
  problems: ProblemList,
): ResolvedQueue {
  requireRule(problems, 'name', azureNameProblem('serviceBusQueue', definition.name), 'Choose another name.');
  const queue = {
    name: definition.name,
    ...lockAndDeliveries(definition, worked.get(definition.name)),
    timeToLiveDays: definition.timeToLiveDays ?? defaultTimeToLiveDays,
    duplicateDetectionMinutes: duplicateDetection(definition.duplicateDetectionMinutes),
  };
  requireMessageSettings(problems, queue);
  return queue;
}

/** What the user says, then what the worker's jobs ask for; without a worker of ours, the longest lock, which is rarely renewed. */
function lockAndDeliveries(
  definition: { readonly lockSeconds?: number; readonly maxDeliveryCount?: number },
  worker: Pick<QueueWorkerPlan, 'lockSeconds' | 'maxDeliveryCount'> | undefined,
): { readonly lockSeconds: number; readonly maxDeliveryCount: number } {
  return {
    lockSeconds: definition.lockSeconds ?? worker?.lockSeconds ?? maxLockSeconds,
    maxDeliveryCount: definition.maxDeliveryCount ?? worker?.maxDeliveryCount ?? 10,
  };
}

function resolveTopic(
  definition: TopicDefinition,
  worked: WorkedSources,
  problems: ProblemList,
): ResolvedTopic {
  const { name } = definition;
  requireRule(problems, 'name', azureNameProblem('serviceBusTopic', name), 'Choose another name.');
  const at = problems.at('subscriptions');
  requireUnique(
    at,
    'subscription',
    definition.subscriptions,
    (subscription) => subscription.name.toLowerCase(),
    (index) => `[${index}].name`,
  );
  const topic = {
    name,
    timeToLiveDays: definition.timeToLiveDays ?? defaultTimeToLiveDays,
    duplicateDetectionMinutes: duplicateDetection(definition.duplicateDetectionMinutes),
  };
  requireMessageSettings(problems, topic);
  return {
    ...topic,
    subscriptions: definition.subscriptions.map((subscription, index) => {
      const here = at.at(index);
      requireRule(
        here,
        'name',
        azureNameProblem('serviceBusSubscription', subscription.name),
        'Choose another name.',
      );
      const source = serviceBusSourceName({ topic: name, subscription: subscription.name });
      const settings = lockAndDeliveries(subscription, worked.get(source));
      requireMessageSettings(here, settings);
      return { name: subscription.name, ...settings };
    }),
  };
}

function resolveStorageAccounts(
  definitions: readonly StorageAccountDefinition[],
  suffix: string | undefined,
  azure: ResolvedAzure,
  problems: ProblemList,
): readonly ResolvedStorageAccount[] {
  requireUnique(
    problems,
    'storage account',
    definitions,
    (account) => account.name,
    (index) => `[${index}].name`,
  );
  return definitions.map((definition, index) => {
    const at = problems.at(index);
    const name = withUniqueSuffix('storageAccount', definition.name, suffix);
    requireRule(
      at,
      'name',
      azureNameProblem('storageAccount', name),
      'Choose another name; the unique suffix is part of it.',
    );
    const kind = definition.kind ?? 'standard';
    const { containers = [], shares = [] } = definition;
    if (kind === 'premiumFiles' && containers.length > 0)
      at.add('containers', 'the kind "premiumFiles" has file shares only', 'Use another account.');
    if (kind === 'premiumBlobs' && shares.length > 0)
      at.add('shares', 'the kind "premiumBlobs" has containers only', 'Use another account.');
    containers.forEach((container, position) => {
      requireRule(
        at.at('containers').at(position),
        '',
        azureNameProblem('storageContainer', container),
        'Choose another name.',
      );
    });
    return {
      key: definition.name,
      name,
      blobEndpoint: blobEndpoint(azure.cloud, name),
      containers,
      shares,
      kind,
      replication: definition.replication,
      sharedKeys: definition.sharedKeys ?? false,
      privateEndpoint: definition.privateEndpoint ?? false,
    };
  });
}
