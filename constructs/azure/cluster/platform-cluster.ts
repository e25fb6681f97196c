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
    // Resolved fields and props have the same names.
    ...cluster,
    tenantId: azure.tenantId,
    network: { ...network, nodeSubnetId: references.nodeSubnetId },
    systemPool: {
      ...system,
      vmSize: system.vmSize.name,
      maxSurge:
        system.upgrade !== undefined && 'maxSurge' in system.upgrade ? system.upgrade.maxSurge : undefined,
    },
    kubernetesMaintenance: cluster.maintenance.kubernetes,
    nodeOsMaintenance: cluster.maintenance.nodeOs,
    logAnalyticsWorkspaceId: references.logAnalyticsWorkspaceId,
    imageCleanerIntervalHours: cluster.imageCleanerIntervalHours ?? false,
    blobDriver: readsBlobs,
    registries: references.registryId === undefined ? undefined : { registry: references.registryId },
    applicationGatewayId: references.applicationGatewayId,
    preventDestroy: azure.preventDestroy,
    azurerm: azure.azurerm,
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
        // Resolved fields and props have the same names.
        ...pool,
        vmSize: pool.vmSize.name,
        clusterId: references.clusterId,
        subnetId: references.nodeSubnetId,
        kubernetesVersion: cluster.kubernetesVersion,
        tags: place.tags,
      }),
    ]),
  );
}
