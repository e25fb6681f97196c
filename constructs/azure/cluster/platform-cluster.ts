import type { Construct } from 'constructs';
import type { ResolvedPlatform } from '../../../lib/platform/resolved-platform';
import { workloadsOf } from '../../../lib/platform/workloads/workload-kinds';
import type { Place } from '../stack/place';
import { NameScope } from '../stack/readable-logical-ids';
import { AksCluster } from './aks-cluster';
import { NodePool } from './node-pool';

/** Resource ids that the cluster of a platform references. */
interface ClusterReferences {
  readonly nodeSubnetId: string;
  readonly logAnalyticsWorkspaceId: string;
  readonly registryId: string | undefined;
  readonly applicationGatewayId: string | undefined;
}

/** Adds the AKS cluster of a platform. */
export function addCluster(
  scope: Construct,
  platform: ResolvedPlatform,
  place: Place,
  references: ClusterReferences,
): AksCluster {
  const { azure, cluster, network, nodePools } = platform;
  const readsBlobs = workloadsOf(platform, 'inference-server', 'triton-server').some(
    ({ source }) => source.type === 'blob',
  );
  const system = nodePools.find((pool) => pool.role === 'system')!;
  return new AksCluster(scope, 'cluster', {
    ...place,
    name: cluster.name,
    dnsPrefix: cluster.dnsPrefix,
    tenantId: azure.tenantId,
    adminGroupObjectIds: cluster.adminGroupObjectIds,
    apiServer: cluster.apiServer,
    network: {
      nodeSubnetId: references.nodeSubnetId,
      podCidr: network.podCidr,
      serviceCidr: network.serviceCidr,
      dnsServiceIp: network.dnsServiceIp,
    },
    systemPool: {
      name: system.name,
      vmSize: system.vmSize.name,
      minNodes: system.minNodes,
      maxNodes: system.maxNodes,
      initialNodes: system.initialNodes,
      labels: system.labels,
      zones: system.zones,
      osDisk: system.osDisk,
      maxPods: system.maxPods,
      maxSurge:
        system.upgrade !== undefined && 'maxSurge' in system.upgrade ? system.upgrade.maxSurge : undefined,
      temporaryName: system.temporaryName,
    },
    kubernetesVersion: cluster.kubernetesVersion,
    upgradeChannel: cluster.upgradeChannel,
    nodeOsUpgradeChannel: cluster.nodeOsUpgradeChannel,
    kubernetesMaintenance: cluster.maintenance.kubernetes,
    nodeOsMaintenance: cluster.maintenance.nodeOs,
    skuTier: cluster.skuTier,
    azurePolicy: cluster.azurePolicy,
    logAnalyticsWorkspaceId: references.logAnalyticsWorkspaceId,
    containerInsights: cluster.containerInsights,
    defender: cluster.defender,
    managedPrometheus: cluster.managedPrometheus,
    imageCleanerIntervalHours: cluster.imageCleanerIntervalHours ?? false,
    blobDriver: readsBlobs,
    runCommand: cluster.runCommand,
    autoscaler: cluster.autoscaler,
    identityName: cluster.identityName,
    registries: references.registryId === undefined ? undefined : { registry: references.registryId },
    applicationGatewayId: references.applicationGatewayId,
    preventDestroy: azure.preventDestroy,
    azurermMajor: azure.azurermMajor,
  });
}

/** Adds the user node pools, by name. The system pool is part of the cluster. */
export function addNodePools(
  scope: Construct,
  { cluster, nodePools }: ResolvedPlatform,
  place: Place,
  references: { readonly clusterId: string; readonly nodeSubnetId: string },
): ReadonlyMap<string, NodePool> {
  const userPools = nodePools.filter((pool) => pool.role !== 'system');
  const names = new NameScope(scope, 'node-pools');
  return new Map(
    userPools.map((pool) => [
      pool.name,
      new NodePool(names, pool.name, {
        name: pool.name,
        clusterId: references.clusterId,
        subnetId: references.nodeSubnetId,
        vmSize: pool.vmSize.name,
        minNodes: pool.minNodes,
        maxNodes: pool.maxNodes,
        initialNodes: pool.initialNodes,
        spot: pool.spot,
        labels: pool.labels,
        taints: pool.taints,
        zones: pool.zones,
        osDisk: pool.osDisk,
        maxPods: pool.maxPods,
        upgrade: pool.upgrade,
        gpuDriver: pool.gpuDriver,
        temporaryName: pool.temporaryName,
        kubernetesVersion: cluster.kubernetesVersion,
        tags: place.tags,
      }),
    ]),
  );
}
