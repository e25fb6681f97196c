import type { FoundResource } from '../../check/terraform-resource';
import type { JsonObject } from '../../values/json';
import { fieldsIn } from './forced-changes';
import { addressesIn } from './references';

/**
 * Fields that put a resource into a subnet, or that give it an address. Rules, routes and role
 * assignments of a subnet are not in it.
 */
const occupying: Readonly<Record<string, RegExp>> = {
  azurerm_public_ip: /(?:^|\.)public_ip_address_id$/,
  azurerm_subnet: /(?:^|\.|_)subnet_id$/,
  azurerm_virtual_network: /(?:^|\.)virtual_network_(?:id|name)$/,
};
const onlyAttached = /_(?:network_security_group|route_table|nat_gateway)_association$/;

/**
 * Addresses of the resources that use a subnet, a virtual network or a public address, which Azure
 * does not delete until then. Source:
 * https://learn.microsoft.com/azure/virtual-network/manage-virtual-network (delete), read on
 * 2026-12-01.
 */
export function usersOf(address: string, resources: Iterable<FoundResource>): readonly string[] {
  const field = occupying[address.split('.')[0]!];
  if (field === undefined) return [];
  return [...resources]
    .filter(({ type }) => !onlyAttached.test(type))
    .filter(({ attributes }) =>
      fieldsIn(attributes).some(([path, value]) => field.test(path) && addressesIn(value).includes(address)),
    )
    .map((resource) => resource.address)
    .sort();
}

/** Address ranges of the subnets of a virtual network, which refer to it by its name. */
export function subnetRangesOf(address: string, resources: Iterable<FoundResource>): readonly string[] {
  return [...resources]
    .filter(({ type }) => type === 'azurerm_subnet')
    .filter(({ attributes }) => addressesIn(attributes['virtual_network_name']).includes(address))
    .flatMap(({ attributes }) => textsAt(attributes, 'address_prefixes'));
}

function textsAt(attributes: JsonObject, field: string): readonly string[] {
  return [attributes[field]].flat().filter((each) => typeof each === 'string');
}
