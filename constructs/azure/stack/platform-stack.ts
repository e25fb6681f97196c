import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { DataAzurermResourceGroup, ResourceGroup } from '../../../imports/azurerm';
import { readInventory } from '../../../lib/operations/inventory/read-inventory';
import { albControllerIdentityName } from '../../../lib/platform/identities/identity-names';
import { clientIdOutput } from '../../../lib/platform/outputs/client-id-output';
import { type OutputKey, stackOutputEntries } from '../../../lib/platform/outputs/stack-outputs';
import type { ResolvedPlatform } from '../../../lib/platform/resolved-platform';
import { workloadsOf } from '../../../lib/platform/workloads/workload-kinds';
import type { AksCluster } from '../cluster/aks-cluster';
import { ArgoCdExtension } from '../cluster/argo-cd-extension';
import { LocalStorageExtension } from '../cluster/local-storage-extension';
import type { NodePool } from '../cluster/node-pool';
import { addCluster, addNodePools } from '../cluster/platform-cluster';
import { RoleGrant } from '../identity/role-grant';
import { type RoleTargets, roleTarget } from '../identity/role-target';
import { WorkloadIdentity } from '../identity/workload-identity';
import { ContainerInsights } from '../monitoring/container-insights';
import { LogWorkspace } from '../monitoring/log-workspace';
import { ManagedGrafana } from '../monitoring/managed-grafana';
import { ManagedPrometheus } from '../monitoring/managed-prometheus';
import { MetricsWorkspace } from '../monitoring/metrics-workspace';
import { addAlerts } from '../monitoring/platform-alerts';
import type { PlatformGatewayForContainers } from '../network/gateway-for-containers';
import { type ClusterNetwork, existingNetwork, PlatformNetwork } from '../network/network';
import { addApplicationGateway, addIngressControllers, gatewaySubnet } from '../network/platform-ingress';
import type { PlatformRegistry } from '../services/container-registry';
import type { PlatformKeyVault } from '../services/key-vault';
import { addAuditLogs, addPrivateEndpoints, addServices } from '../services/platform-services';
import type { PlatformServiceBus } from '../services/service-bus';
import type { PlatformStorage } from '../services/storage-account';
import { configureAzureStack } from './azure-provider';
import type { Place } from './place';
import { NameScope, ReadableStack } from './readable-logical-ids';

/** Input of a PlatformStack. */
export interface PlatformStackProps {
  /** The definition with all defaults, from `resolvePlatform()`. */
  readonly platform: ResolvedPlatform;
}

/**
 * The Azure half of a platform as one stack: the resources of the definition, and the outputs that
 * the Kubernetes half reads. The stack only composes; the constructs contain the decisions.
 */
export class PlatformStack extends ReadableStack {
  readonly cluster: AksCluster;
  readonly nodePools: ReadonlyMap<string, NodePool>;
  readonly identities: ReadonlyMap<string, WorkloadIdentity>;
  readonly registry: PlatformRegistry | undefined;
  readonly keyVault: PlatformKeyVault | undefined;
  readonly serviceBus: PlatformServiceBus | undefined;
  /** Storage accounts by their names in the definition. */
  readonly storageAccounts: ReadonlyMap<string, PlatformStorage>;

  private readonly gatewayForContainers: PlatformGatewayForContainers | undefined;
  private readonly platform: ResolvedPlatform;
  private readonly place: Place;
  private readonly metrics: MetricsWorkspace | undefined;

  constructor(scope: Construct, id: string, { platform }: PlatformStackProps) {
    super(scope, id);
    this.platform = platform;
    configureAzureStack(this, { ...platform.azure, withGrafana: platform.cluster.grafanaName !== undefined });
    const group = this.createResourceGroup();
    // A reference, so that all resources depend on the resource group.
    this.place = {
      location: platform.azure.location,
      resourceGroupName: group.name,
      tags: platform.azure.tags,
    };

    const network = this.createNetwork();
    const services = addServices(this, platform, this.place);
    ({ registry: this.registry, keyVault: this.keyVault, serviceBus: this.serviceBus } = services);
    this.storageAccounts = services.storageAccounts;
    const wayToVault = addPrivateEndpoints(this, platform, this.place, services, network);

    const applicationGateway = addApplicationGateway(this, platform, this.place, network, {
      vault: this.keyVault,
      wayToVault,
    });
    const logs = this.createLogs();
    this.metrics = this.createMetrics();
    this.cluster = addCluster(this, platform, this.place, {
      nodeSubnetId: network.nodeSubnetId,
      logAnalyticsWorkspaceId: logs.workspaceId,
      registryId: this.registry?.id,
      applicationGatewayId: applicationGateway?.gatewayId,
    });
    this.nodePools = addNodePools(this, platform, this.place, {
      nodeSubnetId: network.nodeSubnetId,
      clusterId: this.cluster.clusterId,
    });
    this.createMonitoring(logs);
    addAuditLogs(services, logs.workspaceId);
    this.identities = this.createIdentities({
      ...services,
      metrics: this.metrics,
      resourceGroupId: group.id,
    });
    this.gatewayForContainers = addIngressControllers(this, platform, this.place, {
      cluster: this.cluster,
      network,
      resourceGroupId: group.id,
      applicationGateway,
    });
    this.addLocalStorage();
    this.createArgoCd();
    this.createOutputs(group.name);
  }

  private createResourceGroup(): { readonly id: string; readonly name: string } {
    const { resourceGroup, location, tags } = this.platform.azure;
    return resourceGroup.existing
      ? new DataAzurermResourceGroup(this, 'resource-group', { name: resourceGroup.name })
      : new ResourceGroup(this, 'resource-group', { name: resourceGroup.name, location, tags: { ...tags } });
  }

  private createNetwork(): ClusterNetwork {
    const { network, registry, keyVault, serviceBus } = this.platform;
    if (network.existing !== undefined) return existingNetwork(network.existing);
    const hasPrivateEndpoints = [registry, keyVault, serviceBus, ...this.platform.storageAccounts].some(
      (service) => service?.privateEndpoint,
    );
    return new PlatformNetwork(this, 'network', {
      ...this.place,
      name: network.virtualNetworkName,
      addressSpace: network.addressSpace,
      nodeSubnet: { cidr: network.nodeSubnet },
      privateEndpointSubnet: hasPrivateEndpoints ? { cidr: network.privateEndpointSubnet } : undefined,
      gatewaySubnet: gatewaySubnet(this.platform.ingress),
    });
  }

  private createLogs(): LogWorkspace {
    const { logAnalyticsWorkspaceName, logRetentionDays } = this.platform.cluster;
    return new LogWorkspace(this, 'logs', {
      ...this.place,
      name: logAnalyticsWorkspaceName,
      retentionDays: logRetentionDays,
      preventDestroy: this.platform.azure.preventDestroy,
    });
  }

  private createMetrics(): MetricsWorkspace | undefined {
    const { managedPrometheus, monitorWorkspaceName } = this.platform.cluster;
    return managedPrometheus
      ? new MetricsWorkspace(this, 'metrics', {
          ...this.place,
          name: monitorWorkspaceName,
          preventDestroy: this.platform.azure.preventDestroy,
        })
      : undefined;
  }

  private createMonitoring(logs: LogWorkspace): void {
    const { cluster } = this.platform;
    const target = { ...this.place, clusterId: this.cluster.clusterId, clusterName: cluster.name };
    if (cluster.containerInsights) {
      new ContainerInsights(this, 'container-insights', {
        ...target,
        logAnalyticsWorkspaceId: logs.workspaceId,
      });
    }
    addAlerts(this, readInventory(this.platform), this.place, {
      clusterId: this.cluster.clusterId,
      monitorWorkspaceId: this.metrics?.workspaceId,
      logAnalyticsWorkspaceId: logs.workspaceId,
      serviceBusId: this.serviceBus?.id,
    });
    if (this.metrics === undefined) return;
    new ManagedPrometheus(this, 'prometheus', { ...target, monitorWorkspaceId: this.metrics.workspaceId });
    if (cluster.grafanaName !== undefined) {
      new ManagedGrafana(this, 'grafana', {
        ...this.place,
        name: cluster.grafanaName,
        monitorWorkspaceId: this.metrics.workspaceId,
      });
    }
  }

  private createIdentities(targets: RoleTargets): ReadonlyMap<string, WorkloadIdentity> {
    const names = new NameScope(this, 'identities');
    return new Map(
      this.platform.identities.map((resolved) => {
        const identity = new WorkloadIdentity(names, resolved.name, {
          ...this.place,
          name: resolved.name,
          oidcIssuerUrl: this.cluster.oidcIssuerUrl,
          federatedCredentials: resolved.federatedCredentials,
          azurerm: this.platform.azure.azurerm,
        });
        for (const { role, scope } of resolved.roles) {
          const target = roleTarget(scope, targets);
          // The id contains the role and its target, so a new role does not change other ids.
          new RoleGrant(identity, `${role.replaceAll(' ', '-')}-on-${target.label}`, {
            role,
            principalId: identity.principalId,
            scope: target,
          });
        }
        return [resolved.name, identity] as const;
      }),
    );
  }

  /** Installs the driver of the nodes' NVMe disks, for weight caches on them. */
  private addLocalStorage(): void {
    const servers = workloadsOf(this.platform, 'inference-server');
    if (!servers.some(({ cache }) => cache.type === 'local-nvme')) return;
    new LocalStorageExtension(this, 'local-storage', { clusterId: this.cluster.clusterId });
  }

  private createArgoCd(): void {
    const { install, namespace, version } = this.platform.gitOps.argoCd;
    if (install !== 'extension') return;
    // Argo CD's pods tolerate no taint, so the extension depends on the untainted pools.
    const pools = this.platform.nodePools.filter(
      (pool) => pool.role !== 'system' && pool.taints.length === 0,
    );
    new ArgoCdExtension(this, 'argo-cd', {
      notificationsFromGit: this.platform.gitOps.notifications?.own !== undefined,
      clusterId: this.cluster.clusterId,
      namespace,
      version,
      dependsOn: pools.map((pool) => this.nodePools.get(pool.name)!.resource),
    });
  }

  /**
   * Creates the outputs on the stack itself: CDKTF merges two outputs with the same id without an
   * error.
   */
  private createOutputs(resourceGroupName: string): void {
    const output = (name: string, value: string, description: string) =>
      new TerraformOutput(this, name, { value, description, staticId: true });
    const values = this.outputValues(resourceGroupName);
    for (const [key, { name, description }] of stackOutputEntries) {
      const value = values[key];
      if (value === undefined) continue;
      output(name, value, typeof description === 'string' ? description : description(this.platform));
    }
    if (this.gatewayForContainers !== undefined) {
      const name = albControllerIdentityName(this.platform.cluster.name);
      const { clientId } = this.gatewayForContainers;
      output(clientIdOutput(name), clientId, `Client id of the identity ${name}`);
    }
    for (const [name, identity] of this.identities) {
      output(clientIdOutput(name), identity.clientId, `Client id of the identity ${name}`);
    }
  }

  /** Undefined: the platform does not have the resource. */
  private outputValues(resourceGroup: string): { readonly [K in OutputKey]: string | undefined } {
    const { subscriptionId, tenantId } = this.platform.azure;
    return {
      subscriptionId,
      tenantId,
      resourceGroup,
      clusterName: this.cluster.clusterName,
      oidcIssuerUrl: this.cluster.oidcIssuerUrl,
      prometheusQueryEndpoint: this.metrics?.queryEndpoint,
      keyVaultUri: this.keyVault?.vault.vaultUri,
      registryHost: this.registry?.registry.loginServer,
      serviceBusEndpoint: this.serviceBus?.namespace.endpoint,
    };
  }
}
