import type { Answers } from './answers';
import { guidOf, nameOf, parentOf } from './resource-id';
import type { AzureResource, Json, ResourceStore } from './resource-store';

/** The version that Azure chooses where none is set. */
const chosenVersion = '1.34';

/** What the autoscaler profile has where nothing was said. */
const autoscaler: Readonly<Record<string, string>> = {
  'balance-similar-node-groups': 'false',
  'daemonset-eviction-for-empty-nodes': 'false',
  'daemonset-eviction-for-occupied-nodes': 'true',
  expander: 'random',
  'ignore-daemonsets-utilization': 'false',
  'max-empty-bulk-delete': '10',
  'max-graceful-termination-sec': '600',
  'max-node-provision-time': '15m',
  'max-total-unready-percentage': '45',
  'new-pod-scale-up-delay': '0s',
  'ok-total-unready-count': '3',
  'scale-down-delay-after-add': '10m',
  'scale-down-delay-after-delete': '10s',
  'scale-down-delay-after-failure': '3m',
  'scale-down-unneeded-time': '10m',
  'scale-down-unready-time': '20m',
  'scale-down-utilization-threshold': '0.5',
  'scan-interval': '10s',
  'skip-nodes-with-local-storage': 'false',
  'skip-nodes-with-system-pods': 'true',
};

const spot = 'kubernetes.azure.com/scalesetpriority';

export const clusterAnswers: Answers = {
  'microsoft.containerservice/managedclusters': ({ id, name, location, properties: p }, store) => {
    p.kubernetesVersion ||= chosenVersion;
    p.currentKubernetesVersion = fullVersion(p.kubernetesVersion);
    p.nodeResourceGroup ||= `MC_${id.split('/')[4]}_${name}_${location}`;
    p.fqdn = `${p.dnsPrefix}-x.hcp.${location}.azmk8s.io`;
    p.powerState = { code: 'Running' };
    p.maxAgentPools = 100;
    p.oidcIssuerProfile = {
      ...p.oidcIssuerProfile,
      issuerURL: `https://${location}.oic.prod-aks.azure.com/${guidOf(id)}/`,
    };
    const nodeGroup = `${id.split('/').slice(0, 4).join('/')}/${p.nodeResourceGroup}`;
    store.set({ id: nodeGroup, name: p.nodeResourceGroup, location: location!, properties: {} });
    const identityOf = (what: string) => identity(store, nodeGroup, what);
    p.identityProfile = { kubeletidentity: identityOf(`${name}-agentpool`) };
    for (const [addon, profile] of Object.entries<Json>(p.addonProfiles ?? {}))
      if (profile.enabled) profile.identity = identityOf(`${addon.toLowerCase()}-${name}`);
    p.autoScalerProfile = { ...autoscaler, ...withoutEmpty(p.autoScalerProfile) };
    p.networkProfile = networkOf(p.networkProfile ?? {}, nodeGroup);
    for (const { id: address } of p.networkProfile.loadBalancerProfile.effectiveOutboundIPs)
      store.set({ id: address, name: nameOf(address), properties: {} });
    if (p.apiServerAccessProfile?.enablePrivateCluster) {
      p.apiServerAccessProfile.privateDNSZone ??= 'system';
      p.privateFQDN = `${p.dnsPrefix}-x.privatelink.${location}.azmk8s.io`;
    }
    for (const pool of p.agentPoolProfiles ?? []) {
      completePool(pool, p.kubernetesVersion);
      pool.provisioningState = 'Succeeded';
      const poolId = `${id}/agentPools/${pool.name}`;
      store.set({ id: poolId, name: pool.name, type: poolType, properties: { ...pool } });
    }
  },
  'microsoft.containerservice/managedclusters/agentpools': ({ id, properties: p }, store) => {
    completePool(p, store.get(parentOf(id)!)?.properties['kubernetesVersion']);
  },
  'microsoft.containerservice/managedclusters/maintenanceconfigurations': ({ properties: p }) => {
    if (p.maintenanceWindow) p.maintenanceWindow.startDate ??= '2026-11-30';
  },
  'microsoft.kubernetesconfiguration/extensions': ({ id, properties: p }) => {
    p.currentVersion = p.version ?? '1.0.0';
    p.aksAssignedIdentity ??= { type: 'SystemAssigned', principalId: guidOf(`${id} principal`) };
  },
};

const poolType = 'Microsoft.ContainerService/managedClusters/agentPools';

/** What Azure answers for a node pool where nothing was said. */
function completePool(p: Json, clusterVersion: string = chosenVersion): void {
  p.osSKU ??= 'Ubuntu';
  p.kubeletDiskType ||= 'OS';
  p.orchestratorVersion ||= clusterVersion;
  p.currentOrchestratorVersion = fullVersion(p.orchestratorVersion);
  p.nodeImageVersion ??= 'AKSUbuntu-2204gen2containerd-202611.10.0';
  p.powerState = { code: 'Running' };
  p.securityProfile ??= { enableVTPM: false, enableSecureBoot: false, sshAccess: 'LocalUser' };
  p.upgradeStrategy ??= 'Rolling';
  if (p.scaleSetPriority === 'Spot') {
    p.upgradeSettings = {};
    p.nodeLabels = { ...p.nodeLabels, [spot]: 'spot' };
    p.nodeTaints = [...new Set([...(p.nodeTaints ?? []), `${spot}=spot:NoSchedule`])];
    return;
  }
  const given = p.upgradeSettings ?? {};
  const isGiven = given.maxSurge || given.maxUnavailable;
  p.upgradeSettings = { ...(isGiven ? {} : { maxSurge: '10%', maxUnavailable: '0' }), ...given };
}

function networkOf(given: Json, nodeGroup: string): Json {
  const p = {
    networkPlugin: 'azure',
    loadBalancerSku: 'standard',
    outboundType: 'loadBalancer',
    serviceCidr: '10.0.0.0/16',
    dnsServiceIP: '10.0.0.10',
    ...withoutEmpty(given),
  };
  const outbound = `${nodeGroup}/providers/Microsoft.Network/publicIPAddresses/outbound`;
  return {
    ...p,
    ipFamilies: ['IPv4'],
    podCidrs: p.podCidr && [p.podCidr],
    serviceCidrs: [p.serviceCidr],
    podLinkLocalAccess: 'IMDS',
    loadBalancerProfile: {
      managedOutboundIPs: { count: 1 },
      effectiveOutboundIPs: [{ id: outbound }],
      backendPoolType: 'nodeIPConfiguration',
      ...p.loadBalancerProfile,
    },
  };
}

function identity(store: ResourceStore, group: string, name: string): Json {
  const id = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
  const [clientId, principalId] = [guidOf(`${id} client`), guidOf(`${id} principal`)];
  const resource: AzureResource = { id, name, properties: { clientId, principalId } };
  store.set(resource);
  return { resourceId: id, clientId, objectId: principalId };
}

const fullVersion = (version: string): string => (/^\d+\.\d+$/.test(version) ? `${version}.2` : version);

function withoutEmpty(value: Json): Json {
  return Object.fromEntries(
    Object.entries<Json>(value ?? {}).filter(([, each]) => each !== '' && each !== null),
  );
}
