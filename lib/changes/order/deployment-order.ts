import type { DeploymentPicture } from '../../check/deployment-picture';
import type { AzureChanges, ResourceName } from '../azure/azure-change';
import { smallerPools } from './smaller-pools';
import { type VaultChanges, vaultChanges } from './vault-contents';

/** Steps before and after a merge. */
export interface DeploymentOrder {
  readonly vaults: VaultChanges;
  /**
   * New and changed resources that manifests may need, to deploy before the merge. Empty if no
   * manifest changes.
   */
  readonly first: readonly ResourceName[];
  /**
   * Removed and reduced resources that running pods may use, to deploy after the merge. Empty if no
   * manifest changes.
   */
  readonly last: readonly ResourceName[];
  /** Removed and replaced resources that contain messages. Empty if no manifest changes. */
  readonly drained: readonly ResourceName[];
  /** Every change in Azure, if none depends on the order. Empty otherwise. */
  readonly whenever: readonly ResourceName[];
}

/**
 * Types that pods run on, sign in with, read from or are reached through. No manifest depends on
 * alerts, logs and network settings.
 */
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

/** The order in which the two halves of an environment must be deployed. */
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

/** Resources that change in Azure. A change of `prevent_destroy` does not reach Azure. */
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
