import type { ProblemList } from '../problems/problem-list';
import { grafanaFolder } from './gitops/application-names';
import type { ResolvedPlatform } from './resolved-platform';

/** A name in Azure that two deployments cannot share. */
interface UniqueName {
  /** Noun for messages: `Key Vault`. */
  readonly what: string;
  readonly name: string;
  /** Field of the definition that changes the name. */
  readonly field: string;
}

/**
 * Adds a problem for each name that two deployments share: names that are unique across Azure, the
 * resource group that a stack creates, the cluster in a resource group, the blob with the Terraform
 * state. A plan does not show the conflict: the second `apply` fails midway, or destroys resources
 * of the first.
 */
export function checkDeploymentsApart(platforms: readonly ResolvedPlatform[], problems: ProblemList): void {
  if (platforms.some(({ environment }) => environment === grafanaFolder))
    problems
      .at(grafanaFolder)
      .add('', `dist/${grafanaFolder} contains the dashboards of all environments`, 'Choose another name.');
  const owners = new Map<string, string>();
  for (const platform of platforms) {
    for (const { what, name, field } of uniqueNames(platform)) {
      const key = `${what} ${name}`.toLowerCase();
      const other = owners.get(key);
      if (other === undefined) owners.set(key, platform.environment);
      else {
        problems
          .at(platform.environment)
          .add(field, `${other} also uses the ${what} "${name}"`, `Set another ${field}.`);
      }
    }
  }
}

function uniqueNames(platform: ResolvedPlatform): readonly UniqueName[] {
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
}: ResolvedPlatform): readonly UniqueName[] {
  if (state.type !== 'azurerm') return [];
  const { container, key = `${environment}.tfstate`, resourceGroup, storageAccount } = state;
  const account = [state.subscriptionId ?? subscriptionId, resourceGroup, storageAccount];
  return [
    { what: 'Terraform state', name: [...account, container, key].join('/'), field: 'azure.state.key' },
  ];
}
