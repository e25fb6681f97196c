import { type FoundResource, isLiteral } from '../../check/terraform-resource';
import { mapAt, textAt } from '../../values/json';
import type { EnvironmentView } from './environment-view';
import type { NamePair } from './name-pair';
import { placeholderOf, type Renaming, renaming } from './renaming';

/** Words for types of resources. Types whose names are part of other names come first. */
const words: Readonly<Record<string, string>> = {
  azurerm_kubernetes_cluster: 'cluster',
  azurerm_resource_group: 'resource group',
  azurerm_container_registry: 'registry',
  azurerm_key_vault: 'Key Vault',
  azurerm_servicebus_namespace: 'Service Bus',
  azurerm_storage_account: 'storage account',
  azurerm_virtual_network: 'network',
  azurerm_log_analytics_workspace: 'log workspace',
  azurerm_monitor_workspace: 'metrics workspace',
  azurerm_application_gateway: 'Application Gateway',
  azurerm_user_assigned_identity: 'identity',
};

/**
 * Pairs the names that follow from the environment: its own name, names of resources, and values
 * that only Azure has. A name that both environments share is not a pair. A name that contains
 * another paired name is not a pair either: `my-aks-logs` if the cluster is `my-aks`.
 */
export function pairedNames(first: EnvironmentView, second: EnvironmentView): readonly NamePair[] {
  const pairs = new PairList();
  pairs.add('environment', first.environment, second.environment);
  const [providerA, providerB] = [first, second].map(providerOf);
  pairs.add('subscription', textAt(providerA, 'subscription_id'), textAt(providerB, 'subscription_id'));
  pairs.add('tenant', textAt(providerA, 'tenant_id'), textAt(providerB, 'tenant_id'));
  const ofType = ({ picture }: EnvironmentView, type: string) => picture.resourcesOf(type);
  const [clusterA, clusterB] = [first, second].map((view) => ofType(view, 'azurerm_kubernetes_cluster')[0]);
  pairs.add('region', literal(clusterA, 'location'), literal(clusterB, 'location'));
  const types = [...new Set(first.picture.resources.map(({ type }) => type))].sort();
  // If both environments have one resource of a type, it is the same thing under any name.
  for (const type of [...new Set([...Object.keys(words), ...types])]) {
    const [a, b] = [ofType(first, type), ofType(second, type)];
    if (a.length === 1 && b.length === 1)
      pairs.add(wordOf(type), literal(a[0], 'name'), literal(b[0], 'name'));
  }
  pairs.add('cluster', first.outputs.get('cluster_name'), second.outputs.get('cluster_name'));
  pairs.add('resource group', first.outputs.get('resource_group'), second.outputs.get('resource_group'));
  // Clusters of an environment share its namespace, whose name differs from theirs.
  const [inA, inB] = [namespacesOf(first), namespacesOf(second)];
  const [ownA, ownB] = [inA.filter((name) => !inB.includes(name)), inB.filter((name) => !inA.includes(name))];
  if (ownA.length === 1 && ownB.length === 1) pairs.add('namespace', ownA[0], ownB[0]);
  // Pair other resources by their addresses, after renaming the names found so far.
  const { first: a, second: b } = pairs.renamings();
  const others = new Map(second.picture.resources.map((each) => [b.rename(each.address), each]));
  for (const resource of first.picture.resources) {
    const what = `${wordOf(resource.type)} ${resource.name}`;
    pairs.add(what, literal(resource, 'name'), literal(others.get(a.rename(resource.address)), 'name'));
  }
  const outputs = new Map([...second.outputs].map(([name, value]) => [b.rename(name), value]));
  for (const [name, value] of first.outputs)
    pairs.add(name.replaceAll('_', ' '), value, outputs.get(a.rename(name)));
  return pairs.list;
}

/** Collects pairs. A pair that follows from earlier pairs is ignored. */
class PairList {
  readonly list: NamePair[] = [];

  renamings(): { readonly first: Renaming; readonly second: Renaming } {
    return { first: renaming(this.list, 'first'), second: renaming(this.list, 'second') };
  }

  add(what: string, first: string | undefined, second: string | undefined): void {
    if (first === undefined || second === undefined || ![first, second].every(looksLikeName)) return;
    const { first: a, second: b } = this.renamings();
    if (first === second || a.rename(first) === b.rename(second)) return;
    this.list.push({ what, first, second });
  }
}

function wordOf(type: string): string {
  return words[type] ?? type.replace(/^azurerm_/, '').replaceAll('_', ' ');
}

function namespacesOf({ picture }: EnvironmentView): readonly string[] {
  return picture.ofKind('Namespace').map(({ object }) => object.metadata.name);
}

function providerOf({ stacks }: EnvironmentView): unknown {
  const provider = stacks.find(({ part }) => part === '')?.configuration;
  return [mapAt(provider, 'provider')['azurerm']].flat()[0];
}

function literal(resource: FoundResource | undefined, attribute: string): string | undefined {
  const value = textAt(resource?.attributes, attribute);
  return value !== undefined && isLiteral(value) ? value : undefined;
}

/** Whether a text is one word and long enough not to occur in many others by chance. */
function looksLikeName(text: string): boolean {
  return text.length >= 2 && !/\s/.test(text) && !text.includes(placeholderOf(0)[0]!);
}
