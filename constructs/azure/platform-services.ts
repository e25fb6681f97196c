import type { Construct } from 'constructs';
import type { ResolvedPlatform } from '../../lib/platform/resolved-platform';
import { PlatformRegistry } from './container-registry';
import { DiagnosticSetting } from './diagnostic-setting';
import { PlatformKeyVault } from './key-vault';
import type { ClusterNetwork } from './network';
import type { Place } from './place';
import { type PrivateService, ServicePrivateEndpoint } from './private-endpoint';
import { PlatformServiceBus } from './service-bus';

/** The data services of a platform; undefined for those that the definition does not have. */
export interface PlatformServices {
  readonly registry: PlatformRegistry | undefined;
  readonly keyVault: PlatformKeyVault | undefined;
  readonly serviceBus: PlatformServiceBus | undefined;
}

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
      }),
  };
}

export function addPrivateEndpoints(
  scope: Construct,
  platform: ResolvedPlatform,
  place: Place,
  services: PlatformServices,
  network: ClusterNetwork,
): void {
  for (const service of ['keyVault', 'registry', 'serviceBus'] satisfies PrivateService[]) {
    const resolved = platform[service];
    const target = services[service];
    if (resolved === undefined || target === undefined || !resolved.privateEndpoint) continue;
    new ServicePrivateEndpoint(scope, `${service}-private-endpoint`, {
      ...place,
      name: `${resolved.name}-endpoint`,
      service,
      resourceId: target.id,
      // resolvePlatform() refuses private endpoints without a subnet for them.
      subnetId: network.privateEndpointSubnetId!,
      virtualNetworkId: network.virtualNetworkId,
      cloud: platform.azure.cloud,
      azurermMajor: platform.azure.azurermMajor,
    });
  }
}

/** Who read which secret, pulled which image, or sent to which queue. */
export function addAuditLogs(services: PlatformServices, logAnalyticsWorkspaceId: string): void {
  for (const service of [services.keyVault, services.registry, services.serviceBus]) {
    if (service === undefined) continue;
    new DiagnosticSetting(service, 'diagnostics', { targetResourceId: service.id, logAnalyticsWorkspaceId });
  }
}
