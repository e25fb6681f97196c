import type { Construct } from 'constructs';
import type { ResolvedPlatform } from '../../../lib/platform/resolved-platform';
import { DiagnosticSetting } from '../monitoring/diagnostic-setting';
import type { ClusterNetwork } from '../network/network';
import { type PrivateService, ServicePrivateEndpoint } from '../network/private-endpoint';
import type { Place } from '../stack/place';
import { NameScope } from '../stack/readable-logical-ids';
import { PlatformRegistry } from './container-registry';
import { PlatformKeyVault } from './key-vault';
import { PlatformServiceBus } from './service-bus';
import { PlatformStorage } from './storage-account';

/** The data services of a platform; undefined for services that the definition does not contain. */
export interface PlatformServices {
  /** The container registry. */
  readonly registry: PlatformRegistry | undefined;
  /** The Key Vault. */
  readonly keyVault: PlatformKeyVault | undefined;
  /** The Service Bus namespace. */
  readonly serviceBus: PlatformServiceBus | undefined;
  /** Storage accounts by their names in the definition. */
  readonly storageAccounts: ReadonlyMap<string, PlatformStorage>;
}

/** Adds registry, Key Vault, Service Bus and storage accounts. */
export function addServices(scope: Construct, platform: ResolvedPlatform, place: Place): PlatformServices {
  const { registry, keyVault, serviceBus, azure } = platform;
  return {
    registry:
      registry &&
      new PlatformRegistry(scope, 'registry', {
        ...place,
        name: registry.name,
        sku: registry.sku,
        publicNetworkAccess: !registry.privateEndpoint,
        preventDestroy: azure.preventDestroy,
      }),
    keyVault:
      keyVault &&
      new PlatformKeyVault(scope, 'key-vault', {
        ...place,
        name: keyVault.name,
        tenantId: azure.tenantId,
        softDeleteDays: keyVault.softDeleteDays,
        publicNetworkAccess: !keyVault.privateEndpoint,
        preventDestroy: azure.preventDestroy,
      }),
    serviceBus:
      serviceBus &&
      new PlatformServiceBus(scope, 'service-bus', {
        ...place,
        name: serviceBus.name,
        sku: serviceBus.sku,
        publicNetworkAccess: !serviceBus.privateEndpoint,
        preventDestroy: azure.preventDestroy,
        queues: serviceBus.queues.map((queue) => ({
          ...queue,
          duplicateDetectionMinutes: queue.duplicateDetectionMinutes ?? false,
        })),
        topics: serviceBus.topics.map((topic) => ({
          ...topic,
          duplicateDetectionMinutes: topic.duplicateDetectionMinutes ?? false,
        })),
      }),
    storageAccounts: addStorageAccounts(scope, platform, place),
  };
}

function addStorageAccounts(
  scope: Construct,
  { storageAccounts, azure }: ResolvedPlatform,
  place: Place,
): ReadonlyMap<string, PlatformStorage> {
  const names = new NameScope(scope, 'storage');
  return new Map(
    storageAccounts.map((account) => [
      account.key,
      new PlatformStorage(names, account.key, {
        ...place,
        name: account.name,
        kind: account.kind,
        replication: account.replication,
        sharedKeys: account.sharedKeys,
        publicNetworkAccess: !account.privateEndpoint,
        containers: account.containers.map((name) => ({ name })),
        shares: account.shares,
        preventDestroy: azure.preventDestroy,
      }),
    ]),
  );
}

/**
 * Adds the private endpoints of the services.
 *
 * @returns the endpoint of the Key Vault, if it has one: a resource that reads secrets during its
 * creation depends on it.
 */
export function addPrivateEndpoints(
  scope: Construct,
  platform: ResolvedPlatform,
  place: Place,
  services: PlatformServices,
  network: ClusterNetwork,
): ServicePrivateEndpoint | undefined {
  let wayToVault: ServicePrivateEndpoint | undefined;
  // The first endpoint of a kind creates the DNS zone for all: several storage accounts share one
  // zone.
  const zoneIds = new Map<PrivateService, string>();
  const addEndpoint = (id: string, name: string, service: PrivateService, resourceId: string) => {
    const added = new ServicePrivateEndpoint(scope, id, {
      ...place,
      name,
      service,
      resourceId,
      // resolvePlatform() refuses private endpoints without a subnet.
      subnetId: network.privateEndpointSubnetId!,
      virtualNetworkId: network.virtualNetworkId,
      cloud: platform.azure.cloud,
      privateDnsZoneId: zoneIds.get(service),
      azurerm: platform.azure.azurerm,
    });
    zoneIds.set(service, added.zoneId);
    return added;
  };
  for (const service of ['keyVault', 'registry', 'serviceBus'] as const) {
    const resolved = platform[service];
    const target = services[service];
    if (resolved === undefined || target === undefined || !resolved.privateEndpoint) continue;
    const added = addEndpoint(`${service}-private-endpoint`, `${resolved.name}-endpoint`, service, target.id);
    if (service === 'keyVault') wayToVault = added;
  }
  for (const account of platform.storageAccounts.filter(({ privateEndpoint }) => privateEndpoint)) {
    const { id } = services.storageAccounts.get(account.key)!;
    const parts = [
      ...(account.kind === 'premiumFiles' ? [] : (['blob'] as const)),
      ...(account.shares.length === 0 ? [] : (['file'] as const)),
    ];
    for (const part of parts) {
      addEndpoint(`${account.key}-${part}-private-endpoint`, `${account.name}-${part}-endpoint`, part, id);
    }
  }
  return wayToVault;
}

/**
 * Sends the audit logs of the services to the workspace: reads of secrets, pulls of images, access
 * to queues.
 */
export function addAuditLogs(services: PlatformServices, logAnalyticsWorkspaceId: string): void {
  for (const service of [services.keyVault, services.registry, services.serviceBus]) {
    if (service === undefined) continue;
    new DiagnosticSetting(service, 'diagnostics', { targetResourceId: service.id, logAnalyticsWorkspaceId });
  }
}
