import { type Deployment, type Json, resourcesOf, targetOf } from './deployment';
import { type Link, missing } from './link';

/** Attributes that name the parent. A name is unique within its parent. */
const parents = [
  'resource_group_name',
  'namespace_id',
  'topic_id',
  'storage_account_id',
  'virtual_network_name',
  'parent_id',
  'user_assigned_identity_id',
  'kubernetes_cluster_id',
  'cluster_id',
  'target_resource_id',
  'private_dns_zone_name',
  'private_dns_zone_id',
  'application_load_balancer_id',
];

/** Links that Azure checks only during a deployment. */
export const azureLinks: readonly Link[] = [
  {
    name: 'each resource name is unique within its parent',
    broken: (d) =>
      Object.entries(d.resources).flatMap(([type, resources]) => {
        const names = Object.values(resources)
          .filter(({ name }) => name !== undefined)
          .map((resource) => [resource.name, ...parents.map((parent) => resource[parent] ?? '')].join(' '));
        return names.flatMap((name, index) => missing(names.indexOf(name) === index, `${type} ${name}`));
      }),
  },
  {
    name: 'the network of each private endpoint is linked to its DNS zone',
    broken: (d) =>
      resourcesOf(d, 'azurerm_private_endpoint').flatMap(([name, endpoint]) => {
        const zones: readonly Json[] = endpoint.private_dns_zone_group.private_dns_zone_ids.map(
          (id: string) => targetOf(d, id)?.resource,
        );
        const network = targetOf(d, targetOf(d, endpoint.subnet_id)?.resource.virtual_network_name)?.resource;
        return missing(
          network !== undefined && zones.length > 0 && zones.every((zone) => isLinked(d, zone, network)),
          `${name} does not resolve`,
        );
      }),
  },
  {
    name: 'exactly the services without public access have a private endpoint',
    broken: (d) => {
      const targets = resourcesOf(d, 'azurerm_private_endpoint').map(
        ([, { private_service_connection }]) =>
          targetOf(d, private_service_connection.private_connection_resource_id)?.resource,
      );
      return [
        'azurerm_key_vault',
        'azurerm_container_registry',
        'azurerm_servicebus_namespace',
        'azurerm_storage_account',
      ]
        .flatMap((type) => resourcesOf(d, type))
        .flatMap(([name, resource]) =>
          missing((resource.public_network_access_enabled === false) === targets.includes(resource), name),
        );
    },
  },
];

function isLinked(d: Deployment, zone: Json, network: Json): boolean {
  return resourcesOf(d, 'azurerm_private_dns_zone_virtual_network_link').some(
    ([, link]) =>
      zone !== undefined &&
      targetOf(d, link.private_dns_zone_id ?? link.private_dns_zone_name)?.resource === zone &&
      targetOf(d, link.virtual_network_id)?.resource === network,
  );
}
