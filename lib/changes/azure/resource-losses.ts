/** What is lost with a resource, in the words of the report; nothing where nothing of its own is. */
const losses: Readonly<Record<string, string>> = {
  azurerm_application_gateway: 'every request until the new one is there',
  azurerm_application_load_balancer: 'the addresses of its frontends',
  azurerm_application_load_balancer_frontend: 'its address',
  azurerm_container_registry: 'its images',
  azurerm_dashboard_grafana: 'its dashboards and its address',
  azurerm_federated_identity_credential: 'tokens, until the new one is there',
  azurerm_key_vault: 'its secrets and certificates; soft-deleted, they come back only under the same name',
  azurerm_kubernetes_cluster: 'every pod, volume claim and address in the cluster',
  azurerm_kubernetes_cluster_extension: 'what it installed, Argo CD for instance',
  azurerm_kubernetes_cluster_node_pool: 'its nodes, not drained; pods wait for others',
  azurerm_log_analytics_workspace: 'its logs',
  azurerm_monitor_workspace: 'its metrics',
  azurerm_private_endpoint: 'its address, until the new one is there',
  azurerm_public_ip: 'the address, which DNS and others name',
  azurerm_resource_group: 'everything in it',
  azurerm_role_assignment: 'the right, until the new one is there',
  azurerm_servicebus_namespace: 'its queues, topics, and every message',
  azurerm_servicebus_queue: 'its messages',
  azurerm_servicebus_subscription: 'its messages',
  azurerm_servicebus_topic: 'its subscriptions and their messages',
  azurerm_storage_account: 'everything in it',
  azurerm_storage_container: 'its blobs',
  azurerm_storage_share: 'its files',
  azurerm_subnet: 'the addresses in it; Azure refuses while it is used',
  azurerm_user_assigned_identity: 'its client id, which dist/ has: deploy, then synth with the new outputs',
  azurerm_virtual_network: 'its subnets; Azure refuses while they are used',
  helm_release: 'everything that the chart installed',
};

/** Losses that a moment later are made good: a right or a token that comes back with the new resource. */
const passing: ReadonlySet<string> = new Set([
  'azurerm_application_gateway',
  'azurerm_federated_identity_credential',
  'azurerm_private_endpoint',
  'azurerm_role_assignment',
]);

/** Who takes these out of the code needs them no more: nobody but what goes with them does. */
const harmlessWithoutUse: ReadonlySet<string> = new Set([...passing, 'azurerm_user_assigned_identity']);

/** What is lost when a resource is made anew; undefined if nothing of its own is. */
export function lossOfReplaced(type: string): string | undefined {
  return losses[type];
}

/** What is lost when a resource is no longer wanted. */
export function lossOfRemoved(type: string): string | undefined {
  return harmlessWithoutUse.has(type) ? undefined : losses[type];
}

/** Whether what is lost is there again as soon as the new resource is. */
export function isPassingLoss(type: string): boolean {
  return losses[type] === undefined || passing.has(type);
}
