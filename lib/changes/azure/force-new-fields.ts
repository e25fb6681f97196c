import { clusterFields, nodePoolFields } from './force-new-cluster-fields';
import {
  always,
  byDefault,
  chosenByAzure,
  type ForceNewRule,
  ifRemoved,
  ifWasSet,
  isSet,
  onlyIf,
} from './force-new-rule';

/** Rules by the path of the field, without indexes of lists. */
export type ForceNewFields = Readonly<Record<string, ForceNewRule>>;

const group = { name: always, resource_group_name: always };
const place = { ...group, location: always };
const listed: ForceNewRule = { isOrdered: true };

/**
 * Fields whose change forces Terraform to replace the resource, by resource type. The table
 * contains the types of `imports/azurerm.ts` and `imports/helm.ts` and common monitoring types. It
 * has no rules for other types.
 *
 * Source: a program that walks the provider's schemas (`ForceNew`, `Default` and `Computed` of each
 * field, nested fields too), and a reading of `CustomizeDiff`, in
 * hashicorp/terraform-provider-azurerm, the tree of 2026-08-24 (5.2.0). The fields of 4.x are those
 * that its changelogs and the guide to 5.0 name: fields that 5.0 renamed, and fields of role
 * assignments that change in place since 5.2. Helm: hashicorp/terraform-provider-helm, the tree of
 * 2026-06-29 (3.2.0).
 */
export const forceNewFields: Readonly<Record<string, ForceNewFields>> = {
  azurerm_application_gateway: { ...place, zones: always },
  azurerm_application_load_balancer: place,
  azurerm_application_load_balancer_frontend: { name: always, application_load_balancer_id: always },
  azurerm_application_load_balancer_subnet_association: {
    name: always,
    application_load_balancer_id: always,
  },
  azurerm_container_registry: { ...place, zone_redundancy_enabled: always },
  azurerm_dashboard_grafana: {
    ...place,
    'identity.identity_ids': always,
    'identity.type': always,
    sku: byDefault('Standard'),
    sku_size: byDefault('X1'),
    zone_redundancy_enabled: always,
  },
  azurerm_federated_identity_credential: {
    name: always,
    user_assigned_identity_id: always,
    // 4.x
    parent_id: always,
    // Required before 4.60; since then it is part of the parent's id, and can be removed.
    resource_group_name: chosenByAzure,
  },
  azurerm_key_vault: place,
  azurerm_kubernetes_cluster: clusterFields,
  azurerm_kubernetes_cluster_extension: {
    name: always,
    cluster_id: always,
    extension_type: always,
    'plan.name': always,
    'plan.product': always,
    'plan.promotion_code': always,
    'plan.publisher': always,
    'plan.version': always,
    release_namespace: chosenByAzure,
    release_train: chosenByAzure,
    target_namespace: chosenByAzure,
    version: always,
  },
  azurerm_kubernetes_cluster_node_pool: nodePoolFields,
  azurerm_log_analytics_workspace: {
    ...place,
    // A dedicated cluster sets its own SKU, and Terraform ignores that change.
    sku: onlyIf((before, after) => before !== 'LACluster' && !isOfCommitment(before, after), {
      defaultValue: 'PerGB2018',
      isChosenByAzure: true,
    }),
  },
  azurerm_monitor_action_group: { ...group, location: byDefault('global') },
  azurerm_monitor_alert_prometheus_rule_group: place,
  azurerm_monitor_data_collection_endpoint: place,
  azurerm_monitor_data_collection_rule: { ...place, kind: ifWasSet },
  azurerm_monitor_data_collection_rule_association: {
    name: byDefault('configurationAccessEndpoint'),
    target_resource_id: always,
  },
  azurerm_monitor_diagnostic_setting: { name: always, target_resource_id: always },
  azurerm_monitor_metric_alert: group,
  azurerm_monitor_scheduled_query_rules_alert_v2: { ...place, scopes: listed },
  azurerm_monitor_workspace: place,
  azurerm_private_dns_zone: { ...group, soa_record: chosenByAzure },
  azurerm_private_dns_zone_virtual_network_link: {
    name: always,
    private_dns_zone_id: always,
    virtual_network_id: always,
    // 4.x
    private_dns_zone_name: always,
    resource_group_name: always,
  },
  azurerm_private_endpoint: {
    ...place,
    custom_network_interface_name: always,
    edge_zone: always,
    'ip_configuration.member_name': chosenByAzure,
    'ip_configuration.name': always,
    'ip_configuration.private_ip_address': always,
    'ip_configuration.subresource_name': always,
    'private_service_connection.is_manual_connection': always,
    'private_service_connection.name': always,
    'private_service_connection.private_connection_resource_alias': always,
    'private_service_connection.private_connection_resource_id': always,
    'private_service_connection.subresource_names': listed,
    subnet_id: always,
  },
  azurerm_public_ip: {
    ...place,
    domain_name_label_scope: onlyIf((before, after) => isSet(before) || !isSet(after)),
    edge_zone: always,
    ip_tags: { isMap: true },
    ip_version: byDefault('IPv4'),
    public_ip_prefix_id: always,
    sku: byDefault('Standard'),
    sku_tier: byDefault('Regional'),
    zones: always,
  },
  azurerm_resource_group: { name: always, location: always },
  azurerm_role_assignment: {
    delegated_managed_identity_resource_id: always,
    name: chosenByAzure,
    principal_id: always,
    principal_type: chosenByAzure,
    role_definition_id: chosenByAzure,
    role_definition_name: chosenByAzure,
    scope: always,
    // Before 5.2
    condition: always,
    condition_version: chosenByAzure,
    description: always,
  },
  azurerm_servicebus_namespace: {
    ...place,
    customer_managed_key: ifRemoved,
    'customer_managed_key.infrastructure_encryption_enabled': always,
    premium_messaging_partitions: always,
    // A change from or to Premium.
    sku: onlyIf((before, after) => [before, after].includes('Premium')),
  },
  azurerm_servicebus_queue: {
    name: always,
    namespace_id: always,
    partitioning_enabled: always,
    requires_duplicate_detection: always,
    requires_session: always,
  },
  azurerm_servicebus_subscription: {
    'client_scoped_subscription.client_id': always,
    'client_scoped_subscription.is_client_scoped_subscription_shareable': byDefault(true),
    name: always,
    requires_session: always,
    topic_id: always,
  },
  azurerm_servicebus_topic: {
    name: always,
    namespace_id: always,
    partitioning_enabled: always,
    requires_duplicate_detection: always,
  },
  azurerm_storage_account: {
    ...place,
    // Azure upgrades an account of the first generation, and any account to the second.
    account_kind: onlyIf((before, after) => before !== 'Storage' && after !== 'StorageV2', {
      defaultValue: 'StorageV2',
    }),
    // Azure cannot change between zonal and other replication.
    account_replication_type: onlyIf((before, after) => isZonal(before) !== isZonal(after)),
    account_tier: always,
    dns_endpoint_type: byDefault('Standard'),
    edge_zone: always,
    immutability_policy: onlyIf((before, after) => isSet(before) !== isSet(after)),
    'immutability_policy.state': onlyIf((before) => before === 'Locked'),
    infrastructure_encryption_enabled: always,
    is_hns_enabled: always,
    large_file_share_enabled: onlyIf((before, after) => before === true && after === false),
    nfsv3_enabled: always,
    provisioned_billing_model_version: always,
    queue_encryption_key_type: byDefault('Service'),
    table_encryption_key_type: byDefault('Service'),
  },
  azurerm_storage_container: {
    default_encryption_scope: chosenByAzure,
    encryption_scope_override_enabled: byDefault(true),
    name: always,
    storage_account_id: always,
    // 4.x
    storage_account_name: always,
  },
  azurerm_storage_share: {
    enabled_protocol: byDefault('SMB'),
    name: always,
    storage_account_id: always,
    // 4.x
    storage_account_name: always,
  },
  azurerm_subnet: { ...group, virtual_network_name: always },
  azurerm_user_assigned_identity: place,
  azurerm_virtual_network: { ...place, edge_zone: always },
  helm_release: { name: always, namespace: byDefault('default') },
};

function isZonal(replication: unknown): boolean {
  return ['ZRS', 'GZRS', 'RAGZRS'].includes(String(replication).toUpperCase());
}

/** Whether the change is between pay-as-you-go and a commitment tier. */
function isOfCommitment(before: unknown, after: unknown): boolean {
  return [before, after].sort().join() === ['CapacityReservation', 'PerGB2018'].join();
}
