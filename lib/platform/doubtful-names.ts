import type { CompletePlatform } from '../definition/platform-definition';
import { aksVersions, findAksVersion } from '../facts/aks-versions';
import { unknownRegion } from '../facts/azure-regions';
import { sampleClusters, sampleGlobalNames, sampleIds, sampleSuffixes } from '../facts/sample-ids';

/** Names and ids that are valid but probably not the ones that the user means. */
export function doubtfulNames(definition: CompletePlatform): readonly string[] {
  return [
    ...doubtfulRegion(definition),
    ...doubtfulVersion(definition),
    ...leftOfTheSample(definition),
    ...withoutSuffix(definition),
  ];
}

/** The table has the regions of the public cloud only, and Azure opens new ones. */
function doubtfulRegion({ azure }: CompletePlatform): readonly string[] {
  const unknown = azure.cloud === 'AzurePublicCloud' ? unknownRegion(azure.location) : undefined;
  return unknown === undefined
    ? []
    : [`azure.location: ${unknown} \`az account list-locations\` lists all regions.`];
}

/** AKS offers new versions before the table has them. */
function doubtfulVersion({ cluster }: CompletePlatform): readonly string[] {
  const { kubernetesVersion: version } = cluster;
  if (version === undefined || findAksVersion(version) !== undefined) return [];
  const known = aksVersions.map(({ minor }) => minor);
  return [
    `cluster.kubernetesVersion: ${version} is not in the table of AKS versions (${known[0]} to ${known.at(-1)}), so its support and its KEDA are not checked. \`az aks get-versions\` lists what a region offers.`,
  ];
}

/** Values of the sample in a platform that is no longer the sample. */
function leftOfTheSample(definition: CompletePlatform): readonly string[] {
  const { azure, cluster, gitOps } = definition;
  const { subscriptionId, tenantId, adminGroupObjectId, repository } = sampleIds;
  const ids = {
    'azure.subscriptionId': azure.subscriptionId.toLowerCase() === subscriptionId,
    'azure.tenantId': azure.tenantId.toLowerCase() === tenantId,
    'cluster.adminGroupObjectIds': cluster.adminGroupObjectIds.some(
      (id) => id.toLowerCase() === adminGroupObjectId,
    ),
    'gitOps.repository': gitOps.repository === repository,
  };
  const isSample = sampleClusters.includes(cluster.name) && Object.values(ids).every((isKept) => isKept);
  if (isSample) return [];
  const kept = [
    ...Object.entries(ids).flatMap(([field, isKept]) => (isKept ? [field] : [])),
    ...keptNames(definition),
  ];
  return kept.map((field) => `${field} is still that of the sample platform. Set your own.`);
}

/** Names that are unique in Azure only with the user's own suffix. */
function keptNames(definition: CompletePlatform): readonly string[] {
  const { azure, registry, keyVault, serviceBus, storageAccounts } = definition;
  const { uniqueSuffix } = azure;
  if (uniqueSuffix !== undefined) return sampleSuffixes.includes(uniqueSuffix) ? ['azure.uniqueSuffix'] : [];
  const names = {
    'registry.name': registry?.name,
    'keyVault.name': keyVault?.name,
    'serviceBus.name': serviceBus?.name,
    ...Object.fromEntries(
      storageAccounts.map(({ name }, index) => [`storageAccounts[${index}].name`, name] as const),
    ),
  };
  return Object.entries(names).flatMap(([field, name]) =>
    name !== undefined && sampleGlobalNames.includes(name) ? [field] : [],
  );
}

function withoutSuffix({
  registry,
  keyVault,
  serviceBus,
  storageAccounts,
  azure,
}: CompletePlatform): readonly string[] {
  const services = { registry, keyVault, serviceBus, storageAccounts: storageAccounts[0] };
  const global = Object.entries(services).flatMap(([key, service]) => (service ? [key] : []));
  return azure.uniqueSuffix === undefined && global.length > 0
    ? [
        `azure.uniqueSuffix is not set, so the names of ${global.join(', ')} must be unique across Azure as they are.`,
      ]
    : [];
}
