import type { ProblemList } from '../problems/problem-list';
import { grafanaFolder } from './gitops/application-names';
import { outputsFile } from './outputs/deploy-command';
import type { ResolvedPlatform } from './resolved-platform';

/** A name in Azure that two deployments cannot share. */
interface UniqueName {
  /** Noun for messages: `Key Vault`. */
  readonly what: string;
  readonly name: string;
  /** Field of the definition that changes the name. */
  readonly field: string;
}

const groupField = 'azure.resourceGroup';

/** What decides which of two deployments with one name keeps it. */
export interface DeploymentFacts {
  /** Whether the value of a field differs from the base: the deployment chose the name itself. */
  readonly hasOwnValue: (environment: string, field: string) => boolean;
  /** Whether an outputs file shows that Azure has the deployment. */
  readonly isDeployed: (environment: string) => boolean;
}

const noFacts: DeploymentFacts = { hasOwnValue: () => false, isDeployed: () => false };

/** Names that one deployment must change, because another one has them. */
interface Conflict {
  readonly environment: string;
  readonly owner: string;
  /** Whether the owner could as well change the name. */
  readonly isEqual: boolean;
  readonly field: string;
  readonly names: string[];
}

/**
 * Adds a problem for each name that two deployments share: names that are unique across Azure, the
 * resource group that a stack creates, the cluster in a resource group, the blob with the Terraform
 * state. A plan does not show the conflict: the second `apply` fails midway, or destroys resources
 * of the first.
 *
 * The problem is at the deployment that can change the name: first the one that Azure does not
 * have, then the one without a value of its own, then the later one.
 */
export function checkDeploymentsApart(
  platforms: readonly ResolvedPlatform[],
  problems: ProblemList,
  facts: DeploymentFacts = noFacts,
): void {
  if (platforms.some(({ environment }) => environment === grafanaFolder))
    problems
      .at(grafanaFolder)
      .add('', `dist/${grafanaFolder} contains the dashboards of all environments`, 'Choose another name.');
  for (const { environment, owner, isEqual, field, names } of conflictsOf(platforms, facts)) {
    const kept = facts.isDeployed(owner) ? ` ${outputsFile(owner)} exists, so ${owner} is deployed.` : '';
    problems
      .at(environment)
      .add(
        field,
        `${owner} also uses the ${names.join(', the ')}`,
        `Set another ${field} in ${environment}${isEqual ? ` or in ${owner}` : ''}.${kept}`,
      );
  }
}

function conflictsOf(platforms: readonly ResolvedPlatform[], facts: DeploymentFacts): readonly Conflict[] {
  const users = new Map<string, { readonly unique: UniqueName; readonly environments: string[] }>();
  for (const platform of platforms) {
    for (const unique of uniqueNames(platform)) {
      const key = `${unique.what} ${unique.name}`.toLowerCase();
      const entry = users.get(key);
      if (entry === undefined) users.set(key, { unique, environments: [platform.environment] });
      else entry.environments.push(platform.environment);
    }
  }
  const conflicts: Conflict[] = [];
  for (const { unique, environments } of users.values()) {
    const { field, what, name } = unique;
    const rank = (environment: string) =>
      (facts.isDeployed(environment) ? 2 : 0) + (facts.hasOwnValue(environment, field) ? 1 : 0);
    // The sort is stable: of two equal deployments the first one keeps the name.
    const [owner, ...others] = [...environments].sort((a, b) => rank(b) - rank(a));
    for (const environment of others) {
      const isOfPair = (conflict: Conflict) =>
        conflict.environment === environment && conflict.owner === owner;
      // Another resource group also keeps the clusters apart.
      if (what === 'cluster' && conflicts.some((each) => isOfPair(each) && each.field === groupField))
        continue;
      const known = conflicts.find((each) => isOfPair(each) && each.field === field);
      if (known === undefined)
        conflicts.push({
          environment,
          owner: owner!,
          isEqual: rank(owner!) === rank(environment),
          field,
          names: [`${what} "${name}"`],
        });
      else known.names.push(`${what} "${name}"`);
    }
  }
  return conflicts;
}

function uniqueNames(platform: ResolvedPlatform): readonly UniqueName[] {
  const { azure, cluster, keyVault, registry, serviceBus, storageAccounts } = platform;
  const inGroup = `${azure.subscriptionId}/${azure.resourceGroup.name}`;
  const suffix = 'azure.uniqueSuffix';
  return [
    ...(azure.resourceGroup.existing ? [] : [{ what: 'resource group', name: inGroup, field: groupField }]),
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
