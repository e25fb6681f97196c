import type { ProblemList } from '../problems/problem-list';
import type { ResolvedPlatform } from './resolved-platform';

/** A name that only one deployment can have. */
interface TakenName {
  readonly what: string;
  readonly name: string;
  /** The field that makes it another one. */
  readonly field: string;
}

/**
 * Problems of deployments that would get into each other's way in Azure: what has one name in all of Azure, the resource
 * group that a stack creates, the cluster in a group, the blob of the Terraform state. A plan of one of them shows nothing of this;
 * the second `apply` fails half-way, or destroys what the first one made.
 */
export function checkDeploymentsApart(platforms: readonly ResolvedPlatform[], problems: ProblemList): void {
  const takenBy = new Map<string, string>();
  for (const platform of platforms) {
    for (const { what, name, field } of takenNames(platform)) {
      const key = `${what} ${name}`.toLowerCase();
      const other = takenBy.get(key);
      if (other === undefined) takenBy.set(key, platform.environment);
      else {
        problems
          .at(platform.environment)
          .add(field, `the ${what} "${name}" is that of ${other} as well`, `Set another ${field} here.`);
      }
    }
  }
}

function takenNames(platform: ResolvedPlatform): readonly TakenName[] {
  const { azure, cluster, keyVault, registry, serviceBus, storageAccounts } = platform;
  const inGroup = `${azure.subscriptionId}/${azure.resourceGroup.name}`;
  const suffix = 'azure.uniqueSuffix';
  return [
    ...(azure.resourceGroup.existing
      ? []
      : [{ what: 'resource group', name: inGroup, field: 'azure.resourceGroup' }]),
    { what: 'cluster', name: `${inGroup}/${cluster.name}`, field: 'cluster.name' },
    ...(registry === undefined ? [] : [{ what: 'registry', name: registry.host, field: suffix }]),
    ...(keyVault === undefined ? [] : [{ what: 'Key Vault', name: keyVault.uri, field: suffix }]),
    ...(serviceBus === undefined
      ? []
      : [{ what: 'Service Bus namespace', name: serviceBus.host, field: suffix }]),
    ...storageAccounts.map(({ blobEndpoint }) => ({
      what: 'storage account',
      name: blobEndpoint,
      field: suffix,
    })),
    ...stateName(platform),
  ];
}

function stateName({
  azure: { state, subscriptionId },
  environment,
}: ResolvedPlatform): readonly TakenName[] {
  if (state.type !== 'azurerm') return [];
  const { container, key = `${environment}.tfstate`, resourceGroup, storageAccount } = state;
  const account = [state.subscriptionId ?? subscriptionId, resourceGroup, storageAccount];
  return [
    { what: 'Terraform state', name: [...account, container, key].join('/'), field: 'azure.state.key' },
  ];
}
