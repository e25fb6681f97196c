import { guidOf, nameOf, parentOf } from './resource-id';
import type { Json, ResourceStore } from './resource-store';

/**
 * Creates what a stack takes for granted: resources whose ids are written out, and resource
 * groups that a data block reads by name.
 */
export function addOutsideResources(stackText: string, store: ResourceStore): void {
  const stack = JSON.parse(stackText);
  const subscription = `/subscriptions/${[stack.provider.azurerm].flat()[0].subscription_id}`;
  const location = 'koreacentral';
  const add = (id: string): void => {
    if (/^\/subscriptions\/[^/]+$/.test(id) || store.get(id) !== undefined) return;
    if (/\/roleDefinitions\//i.test(id)) return;
    const parent = parentOf(id);
    if (parent !== undefined) add(parent);
    store.set({ id, name: nameOf(id), location, properties: outsideProperties(id) });
  };
  for (const id of literalIds(stack.resource)) add(id);
  for (const { name } of Object.values<Json>(stack.data?.azurerm_resource_group ?? {}))
    add(`${subscription}/resourceGroups/${name}`);
}

function outsideProperties(id: string): Json {
  if (/userAssignedIdentities/i.test(id))
    return { principalId: guidOf(`${id} principal`), clientId: guidOf(`${id} client`) };
  return { provisioningState: 'Succeeded', addressPrefix: '10.9.0.0/16' };
}

function literalIds(value: Json): readonly string[] {
  if (typeof value === 'string')
    return value.match(/^\/subscriptions\/[^/${}]+\/resourceGroups\/[^${}]+$/i) === null ? [] : [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(literalIds);
}
