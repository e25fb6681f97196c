import { isJsonObject, type JsonObject } from '../../values/json';
import {
  always,
  byDefault,
  chosenByAzure,
  type ForceNewRule,
  ifRemoved,
  isSet,
  onlyIf,
} from './force-new-rule';

type ForceNewFields = Readonly<Record<string, ForceNewRule>>;

/** Azure changes to Cilium in place, and to no other value. */
const isToCilium = (before: unknown, after: unknown, ...from: readonly string[]): boolean =>
  after === 'cilium' && from.includes(String(before));

const isOverlay = (mode: unknown): boolean => String(mode).toLowerCase() === 'overlay';

const modeOf = (cluster: JsonObject): unknown =>
  [cluster['network_profile']].flat().filter(isJsonObject)[0]?.['network_plugin_mode'];

const isOtherwiseSet = (before: unknown, after: unknown): boolean => isSet(before) !== isSet(after);

const listChosenByAzure: ForceNewRule = { isChosenByAzure: true, isOrdered: true };

/**
 * Fields of a cluster. Source: internal/services/containers/kubernetes_cluster_resource.go, see
 * force-new-fields.ts.
 */
export const clusterFields: ForceNewFields = {
  'api_server_access_profile.subnet_id': ifRemoved,
  'default_node_pool.capacity_reservation_group_id': always,
  'default_node_pool.gpu_driver': always,
  'default_node_pool.gpu_instance': always,
  'default_node_pool.host_group_id': always,
  'default_node_pool.name': always,
  'default_node_pool.node_network_profile.node_public_ip_tags': { isMap: true },
  'default_node_pool.node_public_ip_prefix_id': always,
  'default_node_pool.proximity_placement_group_id': always,
  'default_node_pool.type': byDefault('VirtualMachineScaleSets'),
  'default_node_pool.upgrade_settings.drain_timeout_in_minutes': ifRemoved,
  'default_node_pool.upgrade_settings.undrainable_node_behavior': ifRemoved,
  disk_encryption_set_id: always,
  dns_prefix: always,
  dns_prefix_private_cluster: always,
  edge_zone: always,
  'kubelet_identity.client_id': chosenByAzure,
  'kubelet_identity.object_id': chosenByAzure,
  'kubelet_identity.user_assigned_identity_id': chosenByAzure,
  'linux_profile.admin_username': always,
  'linux_profile.ssh_key.key_data': always,
  location: always,
  name: always,
  'network_profile.dns_service_ip': chosenByAzure,
  'network_profile.ip_versions': listChosenByAzure,
  // Only adding or removing the block; its fields change in place.
  'network_profile.load_balancer_profile': onlyIf(isOtherwiseSet, chosenByAzure),
  'network_profile.load_balancer_sku': byDefault('standard'),
  'network_profile.nat_gateway_profile': onlyIf(isOtherwiseSet, chosenByAzure),
  'network_profile.network_data_plane': onlyIf((before, after) => !isToCilium(before, after, 'azure'), {
    defaultValue: 'azure',
  }),
  'network_profile.network_mode': chosenByAzure,
  // Azure changes from kubenet to an overlay in place.
  'network_profile.network_plugin': onlyIf(
    (before, after, cluster) => !(before === 'kubenet' && after === 'azure' && isOverlay(modeOf(cluster))),
  ),
  'network_profile.network_plugin_mode': onlyIf((_, after) => !isOverlay(after)),
  'network_profile.network_policy': onlyIf(
    (before, after) => isSet(before) && !isToCilium(before, after, 'azure', 'calico'),
    chosenByAzure,
  ),
  'network_profile.pod_cidr': onlyIf((before) => isSet(before), chosenByAzure),
  'network_profile.pod_cidrs': onlyIf((before) => isSet(before), chosenByAzure),
  'network_profile.service_cidr': chosenByAzure,
  'network_profile.service_cidrs': listChosenByAzure,
  node_resource_group: chosenByAzure,
  oidc_issuer_enabled: onlyIf((before, after) => before === true && after === false),
  private_cluster_enabled: always,
  private_dns_zone_id: chosenByAzure,
  resource_group_name: always,
  role_based_access_control_enabled: byDefault(true),
  'service_principal.client_id': onlyIf((before) => !isSet(before) || before === 'msi'),
  'windows_profile.admin_username': always,
  'windows_profile.gmsa': ifRemoved,
  'windows_profile.gmsa.dns_server': ifRemoved,
  'windows_profile.gmsa.root_domain': ifRemoved,
};

/**
 * Fields of a node pool. Source:
 * internal/services/containers/kubernetes_cluster_node_pool_resource.go, see force-new-fields.ts.
 */
export const nodePoolFields: ForceNewFields = {
  capacity_reservation_group_id: always,
  eviction_policy: always,
  gpu_driver: always,
  gpu_instance: always,
  host_group_id: always,
  kubernetes_cluster_id: always,
  name: always,
  'node_network_profile.node_public_ip_tags': { isMap: true },
  node_public_ip_prefix_id: always,
  os_sku: onlyIf(
    (before, after) => ![before, after].every((sku) => /^(?:Ubuntu|AzureLinux)/.test(String(sku))),
    { defaultValue: 'Ubuntu', isChosenByAzure: true },
  ),
  os_type: byDefault('Linux'),
  priority: byDefault('Regular'),
  proximity_placement_group_id: always,
  spot_max_price: byDefault(-1),
  'upgrade_settings.drain_timeout_in_minutes': ifRemoved,
  'upgrade_settings.undrainable_node_behavior': ifRemoved,
  'windows_profile.outbound_nat_enabled': byDefault(true),
};
