/**
 * The loss when a resource is destroyed, as the report words it. A type without an entry has no
 * data of its own.
 */
const losses: Readonly<Record<string, string>> = {
  azurerm_application_gateway: 'every request until the new gateway runs',
  azurerm_application_load_balancer: 'the addresses of its frontends',
  azurerm_application_load_balancer_frontend: 'its address',
  azurerm_container_registry: 'its images',
  azurerm_dashboard_grafana: 'its dashboards and its address',
  azurerm_federated_identity_credential: 'sign-ins until the new one exists',
  azurerm_key_vault: 'its secrets and certificates; soft delete restores them only under the same name',
  azurerm_kubernetes_cluster: 'every pod, volume claim and address in the cluster',
  azurerm_kubernetes_cluster_extension: 'everything that it installed, for example Argo CD',
  azurerm_kubernetes_cluster_node_pool: 'its nodes, without a drain; pods wait for other nodes',
  azurerm_log_analytics_workspace: 'its logs',
  azurerm_monitor_workspace: 'its metrics',
  azurerm_private_endpoint: 'its address until the new one exists',
  azurerm_public_ip: 'the address, which DNS records and clients use',
  azurerm_resource_group: 'everything in it',
  azurerm_role_assignment: 'the permission until the new one exists',
  azurerm_servicebus_namespace: 'its queues, topics and messages',
  azurerm_servicebus_queue: 'its messages',
  azurerm_servicebus_subscription: 'its messages',
  azurerm_servicebus_topic: 'its subscriptions and their messages',
  azurerm_storage_account: 'everything in it',
  azurerm_storage_container: 'its blobs',
  azurerm_storage_share: 'its files',
  azurerm_subnet: 'its addresses; Azure refuses while the subnet is in use',
  azurerm_user_assigned_identity:
    'its client id, which dist/ contains: deploy, then synthesize with the new outputs',
  azurerm_virtual_network: 'its subnets; Azure refuses while they are in use',
  helm_release: 'everything that the chart installed',
};

/** Types whose loss ends when the new resource exists: a permission, a sign-in, an address. */
const passing: ReadonlySet<string> = new Set([
  'azurerm_application_gateway',
  'azurerm_federated_identity_credential',
  'azurerm_private_endpoint',
  'azurerm_role_assignment',
]);

/** Types that only the removed code uses: destroying them loses nothing. */
const harmlessWithoutUse: ReadonlySet<string> = new Set([...passing, 'azurerm_user_assigned_identity']);

/** The loss when Terraform replaces a resource; undefined if it has no data of its own. */
export function lossOfReplaced(type: string): string | undefined {
  return losses[type];
}

/** The loss when Terraform destroys a resource that the code no longer has. */
export function lossOfRemoved(type: string): string | undefined {
  return harmlessWithoutUse.has(type) ? undefined : losses[type];
}

/** Whether the loss ends when the new resource exists. */
export function isPassingLoss(type: string): boolean {
  return losses[type] === undefined || passing.has(type);
}
