import { App } from 'cdktf';
import { ArgoCdExtension } from '../../constructs/azure/cluster/argo-cd-extension';
import { RoleGrant } from '../../constructs/azure/identity/role-grant';
import { WorkloadIdentity } from '../../constructs/azure/identity/workload-identity';
import { InferenceAlerts } from '../../constructs/azure/monitoring/inference-alerts';
import {
  IngressControllerRights,
  PlatformApplicationGateway,
} from '../../constructs/azure/network/application-gateway';
import { PlatformGatewayForContainers } from '../../constructs/azure/network/gateway-for-containers';
import { ServicePrivateEndpoint } from '../../constructs/azure/network/private-endpoint';
import { PlatformRegistry } from '../../constructs/azure/services/container-registry';
import { PlatformKeyVault } from '../../constructs/azure/services/key-vault';
import { PlatformServiceBus } from '../../constructs/azure/services/service-bus';
import { PlatformStorage } from '../../constructs/azure/services/storage-account';
import { configureAzureStack } from '../../constructs/azure/stack/azure-provider';
import { ReadableStack } from '../../constructs/azure/stack/readable-logical-ids';
import { renderTerraform } from '../../constructs/synth/render-terraform';
import type { RenderedFile } from '../../constructs/synth/rendering';
import {
  gatewayForContainersFrontend,
  gatewayForContainersName,
} from '../../lib/engine/ingress/gateway-names';
import type { AzurermVersion } from '../../lib/facts/azurerm-versions';

const group = '/subscriptions/5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394/resourceGroups/my-rg/providers';
const network = `${group}/Microsoft.Network/virtualNetworks/hub`;
const tenantId = 'e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e';

/** The constructs in a stack of someone else's, with the props that no platform definition reaches. */
export function constructsAlone(azurerm: AzurermVersion): readonly RenderedFile[] {
  return renderTerraform((outdir) => {
    const app = new App({ outdir, stackTraces: false });
    const stack = new ReadableStack(app, 'alone');
    configureAzureStack(stack, {
      subscriptionId: '5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394',
      tenantId,
      cloud: 'AzureUSGovernmentCloud',
      azurerm,
    });
    const place = { location: 'koreacentral', resourceGroupName: 'my-rg', tags: { team: 'ai' } };
    const inNetwork = {
      ...place,
      azurerm,
      subnetId: `${network}/subnets/endpoints`,
      virtualNetworkId: network,
    };
    const registry = new PlatformRegistry(stack, 'registry', {
      ...place,
      name: 'myregistry',
      sku: 'Premium',
      publicNetworkAccess: false,
      zoneRedundancy: true,
      untaggedRetentionDays: 365,
      preventDestroy: false,
    });
    new PlatformRegistry(stack, 'basic-registry', { ...place, name: 'basic', sku: 'Basic' });
    const vaults = ['first', 'second'].map(
      (name) =>
        new PlatformKeyVault(stack, `${name}-vault`, {
          ...place,
          tenantId,
          name,
          sku: 'premium',
          softDeleteDays: 7,
          publicNetworkAccess: false,
          purgeProtection: false,
        }),
    );
    const bus = new PlatformServiceBus(stack, 'bus', {
      ...place,
      name: 'my-servicebus',
      sku: 'Premium',
      messagingUnits: 16,
      publicNetworkAccess: false,
      queues: [{ name: 'longest', lockSeconds: 300, timeToLiveDays: 365, duplicateDetectionMinutes: 10_080 }],
      topics: [
        {
          name: 'events',
          timeToLiveDays: 365,
          subscriptions: [{ name: 'audit', lockSeconds: 5 }, { name: 'b_c.d' }],
        },
      ],
    });
    const storage = new PlatformStorage(stack, 'storage', {
      ...place,
      name: 'mymodels',
      replication: 'GZRS',
      sharedKeys: true,
      publicNetworkAccess: false,
      containers: [{ name: 'models' }],
      shares: [{ name: 'datasets', quotaGiB: 5120 }],
      softDeleteDays: 365,
      versioning: true,
    });
    new PlatformStorage(stack, 'fast-blobs', {
      ...place,
      name: 'fastblobs',
      kind: 'premiumBlobs',
      replication: 'ZRS',
    });
    new PlatformStorage(stack, 'fast-files', {
      ...place,
      name: 'fastfiles',
      kind: 'premiumFiles',
      shares: [{ name: 'models', quotaGiB: 102_400 }],
    });
    const { zoneId, endpoint: wayToVault } = new ServicePrivateEndpoint(stack, 'first-endpoint', {
      ...inNetwork,
      name: 'first',
      service: 'keyVault',
      resourceId: vaults[0]!.id,
      cloud: 'AzureUSGovernmentCloud',
    });
    new ServicePrivateEndpoint(stack, 'second-endpoint', {
      ...inNetwork,
      name: 'second',
      service: 'keyVault',
      resourceId: vaults[1]!.id,
      privateDnsZoneId: zoneId,
    });
    for (const [service, resourceId] of [
      ['registry', registry.id],
      ['serviceBus', bus.id],
      ['blob', storage.id],
      ['file', storage.id],
    ] as const) {
      new ServicePrivateEndpoint(stack, `${service}-endpoint`, {
        ...inNetwork,
        name: service,
        service,
        resourceId,
      });
    }
    const identity = new WorkloadIdentity(stack, 'identity', {
      ...place,
      name: 'my-app-identity',
      azurerm,
      oidcIssuerUrl: 'https://koreacentral.oic.prod-aks.azure.com/tenant/issuer/',
      federatedCredentials: Array.from({ length: 20 }, (_, index) => ({
        name: `app-${index}`,
        serviceAccount: { namespace: 'production', name: `app.${index}` },
      })),
    });
    new RoleGrant(stack, 'grant', {
      role: 'Azure Service Bus Data Receiver',
      principalId: identity.principalId,
      scope: { kind: 'queue', id: bus.queueId('longest') },
      description: 'reads its tasks',
    });
    for (const [name, role, scope] of [
      ['sends', 'Azure Service Bus Data Sender', { kind: 'topic', id: bus.topicId('events') }],
      [
        'receives',
        'Azure Service Bus Data Receiver',
        { kind: 'subscription', id: bus.subscriptionId('events', 'audit') },
      ],
      ['reads', 'Storage Blob Data Reader', { kind: 'container', id: storage.containerId('models') }],
      [
        'mounts',
        'Storage File Data SMB Share Reader',
        { kind: 'share', id: storage.shareScopeId('datasets') },
      ],
    ] as const) {
      new RoleGrant(stack, name, { role, principalId: identity.principalId, scope });
    }
    const clusterId = `${group}/Microsoft.ContainerService/managedClusters/my-aks`;
    new InferenceAlerts(stack, 'alerts', {
      ...place,
      clusterId,
      clusterName: 'my-aks',
      monitorWorkspaceId: `${group}/Microsoft.Monitor/accounts/my-monitor`,
      servers: (['Deployment', 'LeaderWorkerSet'] as const).map((kind) => ({
        name: kind.toLowerCase(),
        namespace: 'inference',
        servedModelName: 'Qwen/Qwen2.5-7B-Instruct',
        kind,
        startupBudgetSeconds: 600,
      })),
      emails: ['ai@example.com'],
      actionGroupIds: [`${group}/Microsoft.Insights/actionGroups/on-call`],
    });
    const gateway = new PlatformApplicationGateway(stack, 'gateway', {
      ...place,
      azurerm,
      name: 'my-gateway',
      subnetId: `${network}/subnets/gateway`,
      keyVaultId: vaults[0]!.id,
      keyVaultUri: 'https://first.vault.usgovcloudapi.net/',
      certificates: ['ai', 'c'.repeat(127)],
      minInstances: 100,
      maxInstances: 125,
      timeoutSeconds: 86_400,
      privateAddress: '10.0.17.10',
      zones: ['1', '2', '3'],
      dependsOn: [wayToVault],
    });
    new IngressControllerRights(stack, 'ingress-controller', {
      controllerObjectId: 'f1f2f3f4-46d1-4c3e-9f52-18a5d0c7b63e',
      gateway,
      subnetId: `${network}/subnets/gateway`,
      resourceGroupId: group.replace('/providers', ''),
    });
    new PlatformGatewayForContainers(stack, 'gateway-for-containers', {
      ...place,
      azurerm,
      name: gatewayForContainersName('a'.repeat(63)),
      frontendName: gatewayForContainersFrontend,
      subnetId: `${network}/subnets/containers`,
      resourceGroupId: group.replace('/providers', ''),
      nodeResourceGroupId: group.replace('my-rg/providers', 'my-nodes'),
      controllerIdentityName: 'my-alb',
      oidcIssuerUrl: 'https://koreacentral.oic.prod-aks.azure.com/tenant/issuer/',
    });
    new ArgoCdExtension(stack, 'argo-cd', {
      clusterId,
      namespace: 'gitops',
      releaseTrain: 'preview',
      settings: { 'configs.cm.url': 'https://argocd.example.com' },
    });
    return app;
  }).files;
}
