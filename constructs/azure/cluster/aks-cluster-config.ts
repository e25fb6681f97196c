import type { KubernetesClusterConfig } from '../../../imports/azurerm';
import { dnsPrefixOf } from '../../../lib/facts/azure-names';
import { secretRotationMinutes } from '../../../lib/platform/cluster/secret-rotation';
import type { AksClusterProps, WeeklyWindow } from './aks-cluster-props';
import { initialNodeCount } from './node-pool';

/** Resources that the arguments of a cluster reference. */
interface ClusterParts {
  /** Resource id of the cluster identity. */
  readonly identityId: string;
}

/** Returns the arguments of `azurerm_kubernetes_cluster` without `lifecycle` and `depends_on`. */
export function aksClusterConfig(
  props: AksClusterProps,
  { identityId }: ClusterParts,
): KubernetesClusterConfig {
  const { apiServer, network, logAnalyticsWorkspaceId: workspaceId } = props;
  const isPrivate = 'private' in apiServer;
  const channel = props.upgradeChannel ?? 'patch';
  const imageCleanerHours = props.imageCleanerIntervalHours ?? 168;
  const keyVaultSecrets = props.keyVaultSecrets ?? { rotationInterval: `${secretRotationMinutes}m` };
  return {
    name: props.name,
    location: props.location,
    resourceGroupName: props.resourceGroupName,
    nodeResourceGroup: props.nodeResourceGroup,
    dnsPrefix: props.dnsPrefix ?? dnsPrefixOf(props.name),
    kubernetesVersion: props.kubernetesVersion,
    // azurerm has no value for `none`: the argument is absent.
    automaticUpgradeChannel: channel === 'none' ? undefined : channel,
    nodeOsUpgradeChannel: props.nodeOsUpgradeChannel ?? 'NodeImage',
    maintenanceWindowAutoUpgrade: toWindow(
      props.kubernetesMaintenance ?? { dayOfWeek: 'Saturday', startTime: '01:00', durationHours: 4 },
    ),
    maintenanceWindowNodeOs: toWindow(
      props.nodeOsMaintenance ?? { dayOfWeek: 'Sunday', startTime: '01:00', durationHours: 4 },
    ),
    skuTier: props.skuTier ?? 'Standard',
    supportPlan: props.longTermSupport ? 'AKSLongTermSupport' : undefined,

    privateClusterEnabled: isPrivate,
    apiServerAccessProfile: isPrivate ? undefined : { authorizedIpRanges: [...apiServer.authorizedIpRanges] },
    runCommandEnabled: props.runCommand ?? true,

    // Explicit, although AKS enables the issuer by default since 1.34: without it, azurerm 4 shows
    // a change in every plan.
    oidcIssuerEnabled: true,
    workloadIdentityEnabled: true,
    roleBasedAccessControlEnabled: true,
    localAccountDisabled: true,
    azureActiveDirectoryRoleBasedAccessControl: {
      azureRbacEnabled: true,
      tenantId: props.tenantId,
      adminGroupObjectIds: [...props.adminGroupObjectIds],
    },
    identity: { type: 'UserAssigned', identityIds: [identityId] },

    networkProfile: {
      networkPlugin: 'azure',
      networkPluginMode: 'overlay',
      networkDataPlane: 'cilium',
      networkPolicy: 'cilium',
      loadBalancerSku: 'standard',
      outboundType: network.outboundType ?? 'loadBalancer',
      podCidr: network.podCidr,
      serviceCidr: network.serviceCidr,
      dnsServiceIp: network.dnsServiceIp,
    },
    defaultNodePool: systemPoolConfig(props),
    autoScalerProfile: autoscalerConfig(props),
    workloadAutoscalerProfile: {
      kedaEnabled: props.keda ?? true,
      verticalPodAutoscalerEnabled: props.verticalPodAutoscaler ?? false,
    },

    // The drivers for disks and file shares are enabled by default, with and without this block.
    storageProfile: props.blobDriver ? { blobDriverEnabled: true } : undefined,
    ingressApplicationGateway:
      props.applicationGatewayId === undefined ? undefined : { gatewayId: props.applicationGatewayId },
    azurePolicyEnabled: props.azurePolicy ?? true,
    imageCleanerEnabled: imageCleanerHours !== false,
    imageCleanerIntervalHours: imageCleanerHours === false ? undefined : imageCleanerHours,
    keyVaultSecretsProvider:
      keyVaultSecrets === false
        ? undefined
        : { secretRotationEnabled: true, secretRotationInterval: keyVaultSecrets.rotationInterval },
    omsAgent:
      workspaceId !== undefined && (props.containerInsights ?? true)
        ? { logAnalyticsWorkspaceId: workspaceId, msiAuthForMonitoringEnabled: true }
        : undefined,
    microsoftDefender:
      workspaceId !== undefined && (props.defender ?? true)
        ? { logAnalyticsWorkspaceId: workspaceId }
        : undefined,
    tags: props.tags,
  };
}

/**
 * Returns the attributes that plans ignore: the node count (see `initialNodeCount`) and those of
 * the props.
 */
export function ignoredChanges(props: AksClusterProps): string[] {
  const nodeCount = initialNodeCount(props.systemPool.initialNodes, 'default_node_pool[0].node_count');
  return [...(nodeCount.lifecycle?.ignoreChanges ?? []), ...(props.ignoreChanges ?? [])];
}

function systemPoolConfig({ systemPool: pool, network, kubernetesVersion, tags }: AksClusterProps) {
  const osDisk = pool.osDisk ?? { type: 'Managed', sizeGiB: 128 };
  return {
    name: pool.name,
    vmSize: pool.vmSize,
    vnetSubnetId: network.nodeSubnetId,
    orchestratorVersion: kubernetesVersion,
    onlyCriticalAddonsEnabled: true,
    autoScalingEnabled: true,
    minCount: pool.minNodes,
    maxCount: pool.maxNodes,
    nodeCount: pool.initialNodes,
    nodeLabels: pool.labels,
    zones: pool.zones && pool.zones.length > 0 ? [...pool.zones] : undefined,
    osDiskType: osDisk.type,
    osDiskSizeGb: osDisk.sizeGiB,
    maxPods: pool.maxPods ?? 110,
    temporaryNameForRotation: pool.temporaryName ?? `${pool.name.slice(0, 8)}temp`,
    // Explicit: AKS sets a default, and without this value every plan would try to remove it.
    upgradeSettings: { maxSurge: pool.maxSurge ?? '33%' },
    tags,
  };
}

function autoscalerConfig({ autoscaler = {} }: AksClusterProps) {
  return {
    expander: autoscaler.expander ?? 'least-waste',
    scaleDownUnneeded: `${autoscaler.scaleDownUnneededMinutes ?? 10}m`,
    scaleDownDelayAfterAdd: `${autoscaler.scaleDownDelayAfterAddMinutes ?? 10}m`,
    maxNodeProvisioningTime: `${autoscaler.maxNodeProvisionMinutes ?? 20}m`,
    skipNodesWithLocalStorage: autoscaler.skipNodesWithLocalStorage ?? false,
    skipNodesWithSystemPods: autoscaler.skipNodesWithSystemPods ?? true,
    balanceSimilarNodeGroups: autoscaler.balanceSimilarNodeGroups ?? false,
  };
}

function toWindow({ dayOfWeek, startTime, durationHours, utcOffset = '+00:00' }: WeeklyWindow) {
  return {
    frequency: 'Weekly',
    interval: 1,
    dayOfWeek,
    startTime,
    utcOffset,
    duration: durationHours,
  };
}
