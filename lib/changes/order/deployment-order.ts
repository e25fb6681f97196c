import type { DeploymentPicture } from '../../check/deployment-picture';
import type { AzureChanges, ResourceName } from '../azure/azure-changes';
import { smallerPools } from './smaller-pools';
import { type VaultChanges, vaultChanges } from './vault-contents';

/** What has to happen before a merge, and what only after it. */
export interface DeploymentOrder {
  readonly vaults: VaultChanges;
  /** Resources that come or change, and that manifests may need: deployed before the merge. Empty where the manifests stay as they are. */
  readonly first: readonly ResourceName[];
  /** Resources that go or become smaller, and that what runs now may still use: deployed after the merge. Empty likewise. */
  readonly last: readonly ResourceName[];
  /** Of those that go or are made anew, what holds messages. Empty likewise. */
  readonly drained: readonly ResourceName[];
  /** All that changes in Azure, where nothing of it has to wait for the other half. Empty otherwise. */
  readonly whenever: readonly ResourceName[];
}

/** What pods run on, sign in with, read from or are reached by; alerts, logs and settings of networks no manifest waits for. */
const needed: ReadonlySet<string> = new Set([
  'azurerm_application_gateway',
  'azurerm_application_load_balancer',
  'azurerm_application_load_balancer_frontend',
  'azurerm_application_load_balancer_subnet_association',
  'azurerm_container_registry',
  'azurerm_federated_identity_credential',
  'azurerm_key_vault',
  'azurerm_kubernetes_cluster',
  'azurerm_kubernetes_cluster_extension',
  'azurerm_kubernetes_cluster_node_pool',
  'azurerm_monitor_workspace',
  'azurerm_public_ip',
  'azurerm_role_assignment',
  'azurerm_servicebus_namespace',
  'azurerm_servicebus_queue',
  'azurerm_servicebus_subscription',
  'azurerm_servicebus_topic',
  'azurerm_storage_account',
  'azurerm_storage_container',
  'azurerm_storage_share',
  'azurerm_user_assigned_identity',
]);

const holdsMessages: ReadonlySet<string> = new Set([
  'azurerm_servicebus_queue',
  'azurerm_servicebus_subscription',
]);

/** The order of the two halves of an environment, as far as it matters. */
export function deploymentOrder(
  before: DeploymentPicture,
  after: DeploymentPicture,
  areManifestsChanged: boolean,
  azure: readonly AzureChanges[],
): DeploymentOrder {
  const smaller = smallerPools(before, after);
  const changed = azure.flatMap((stack) => [...stack.replaced, ...stack.changed.filter(isMoreThanTags)]);
  const isLast = ({ type, azureName }: ResourceName) =>
    type === 'azurerm_kubernetes_cluster_node_pool' && azureName !== undefined && smaller.has(azureName);
  const removed = azure.flatMap((stack) => stack.removed);
  const isNeeded = ({ type }: ResourceName) => needed.has(type);
  const withManifests = (resources: readonly ResourceName[]) =>
    areManifestsChanged ? resources.filter(isNeeded) : [];
  const added = azure.flatMap((stack) => stack.added);
  const first = withManifests([...added, ...changed.filter((each) => !isLast(each))]);
  const last = withManifests([...removed, ...changed.filter(isLast)]);
  return {
    vaults: vaultChanges(before, after),
    first,
    last,
    whenever: first.length + last.length > 0 ? [] : azure.flatMap(resourcesOf),
    drained: withManifests([...removed, ...azure.flatMap((stack) => stack.replaced)]).filter(({ type }) =>
      holdsMessages.has(type),
    ),
  };
}

/** What is changed in its protection alone, is not changed in Azure. */
function resourcesOf({ added, removed, imported, replaced, changed }: AzureChanges): readonly ResourceName[] {
  return [
    ...added,
    ...imported,
    ...replaced,
    ...changed.filter(({ changes }) => changes.length > 0),
    ...removed,
  ];
}

function isMoreThanTags({ changes }: AzureChanges['changed'][number]): boolean {
  return changes.some(({ fields }) => fields[0] !== 'tags');
}
