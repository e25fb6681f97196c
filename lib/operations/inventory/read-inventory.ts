import { applicationGatewayName, gatewayForContainersName } from '../../engine/ingress/gateway-names';
import { ingressWorkload } from '../../platform/gitops/platform-workloads';
import { signInNamespaces } from '../../platform/identities/sign-in-namespaces';
import { deployCommand, stacksOf } from '../../platform/outputs/deploy-command';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import { argoCdRequirement } from './argo-cd-requirements';
import type { Inventory, InventoryIngress } from './inventory';
import { readCharts } from './read-charts';
import { readIdentities } from './read-identities';
import { readPlatformPods } from './read-platform-pods';
import { readPools } from './read-pools';
import { readPreviewFeatures } from './read-preview-features';
import { readQueues } from './read-queues';
import { readWorkloads } from './read-workloads';

/** The alerts of the stack and the documents next to the manifests are views of one inventory. */
const inventories = new WeakMap<ResolvedPlatform, Inventory>();

/**
 * Inventory of an environment, read once for each platform. Pure, and the only reader of the
 * resolved platform in lib/operations.
 */
export function readInventory(platform: ResolvedPlatform): Inventory {
  const known = inventories.get(platform) ?? inventoryOf(platform);
  inventories.set(platform, known);
  return known;
}

function inventoryOf(platform: ResolvedPlatform): Inventory {
  const { environment, namespace, cluster, keyVault, registry, serviceBus, storageAccounts } = platform;
  const { applications, removedApplications: _, notifications: __, ...gitOps } = platform.gitOps;
  const { subscriptionId, tenantId, cloud, location, resourceGroup } = platform.azure;
  const charts = readCharts(platform);
  return deepFreeze({
    environment,
    namespace,
    azure: { subscriptionId, tenantId, cloud, location, resourceGroup },
    cluster,
    gitOps,
    keyVault: keyVault && { name: keyVault.name, uri: keyVault.uri },
    registry: registry && { name: registry.name, host: registry.host },
    serviceBus: serviceBus && {
      name: serviceBus.name,
      host: serviceBus.host,
      privateEndpoint: serviceBus.privateEndpoint,
    },
    storageAccounts: storageAccounts.map(({ name, blobEndpoint }) => ({ name, blobEndpoint })),
    ingress: readIngress(platform),
    deployCommand: deployCommand(stacksOf(platform)),
    pools: readPools(platform.nodePools),
    workloads: readWorkloads(platform),
    platformPods: readPlatformPods(platform),
    queues: readQueues(platform),
    identities: readIdentities(platform),
    charts,
    argoCdRequirement: argoCdRequirement(charts),
    previewFeatures: readPreviewFeatures(platform),
    folders: applications.map(({ name, namespace }) => ({ name, namespace })),
    secrets: platform.vaultSecrets,
    certificates: readCertificates(platform),
    signInNamespaces: signInNamespaces(platform),
  });
}

function readIngress({ ingress, cluster }: ResolvedPlatform): InventoryIngress | undefined {
  if (ingress === undefined) return undefined;
  const { type, hosts, subnet, timeoutSeconds } = ingress;
  const names = {
    'application-gateway': { name: applicationGatewayName(cluster.name), title: 'Application Gateway' },
    'application-gateway-for-containers': {
      name: gatewayForContainersName(cluster.name),
      title: 'Application Gateway for Containers',
    },
    'internal-load-balancer': { name: ingressWorkload, title: 'Envoy behind an internal load balancer' },
  } as const;
  return { ...names[type], type, hosts, subnet, timeoutSeconds };
}

function readCertificates({ ingress }: ResolvedPlatform): Inventory['certificates'] {
  const hosts = ingress?.hosts ?? [];
  const names = [...new Set(hosts.map(({ certificate }) => certificate))].sort();
  return names.map((name) => ({
    name,
    hosts: hosts.filter(({ certificate }) => certificate === name).map(({ host }) => host),
  }));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
