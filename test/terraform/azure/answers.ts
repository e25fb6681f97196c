import { clusterAnswers } from './cluster-answers';
import { networkAnswers } from './network-answers';
import { guidOf, nameOf, parentOf, typeOf } from './resource-id';
import type { AzureResource, Json, ResourceStore } from './resource-store';
import { serviceAnswers } from './service-answers';

/** Adds what Azure answers for a resource beyond what was sent, by type in lower case. */
export type Answers = Readonly<Record<string, (resource: AzureResource, store: ResourceStore) => void>>;

const answers: Answers = { ...clusterAnswers, ...networkAnswers, ...serviceAnswers };

/** Lists of a parent that also have each of its children. */
const listOfParent: Readonly<Record<string, string>> = {
  'microsoft.containerservice/managedclusters/agentpools': 'agentPoolProfiles',
  'microsoft.network/virtualnetworks/subnets': 'subnets',
};

export const tenantId = 'e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e';

/** The resource that Azure keeps and answers for a body that was sent. */
export function completed(id: string, body: Json, store: ResourceStore): AzureResource {
  const type = typeOf(id);
  const properties = { ...body.properties, provisioningState: 'Succeeded' };
  const resource: AzureResource = { ...body, id, name: nameOf(id), type, properties };
  const { identity } = resource;
  if (/SystemAssigned/i.test(identity?.type ?? ''))
    Object.assign(identity, { principalId: guidOf(`${id} principal`), tenantId });
  for (const each of Object.keys(identity?.userAssignedIdentities ?? {}))
    identity.userAssignedIdentities[each] = {
      principalId: guidOf(`${each} principal`),
      clientId: guidOf(`${each} client`),
    };
  answers[type]?.(resource, store);
  joinParent(resource, store);
  return resource;
}

function joinParent({ id, name, properties }: AzureResource, store: ResourceStore): void {
  const list = listOfParent[typeOf(id)];
  const parent = store.get(parentOf(id) ?? '');
  if (list === undefined || parent === undefined) return;
  const entry = list === 'subnets' ? { id, name, properties } : { ...properties, name };
  const others = (parent.properties[list] ?? []).filter((each: Json) => each.name !== name);
  parent.properties[list] = [...others, entry];
}

/** Takes a deleted resource out of its parent's list. */
export function leaveParent(id: string, store: ResourceStore): void {
  const list = listOfParent[typeOf(id)];
  const parent = store.get(parentOf(id) ?? '');
  if (list === undefined || parent === undefined) return;
  parent.properties[list] = parent.properties[list].filter((each: Json) => each.name !== nameOf(id));
}
