import type { ArmAnswer } from './fixed-answers';
import { keyOf, parentOf, typeOf } from './resource-id';
import type { Json, ResourceStore } from './resource-store';

/**
 * What Azure Resource Manager refuses, so that a plan in the wrong order, or one that Azure would
 * not carry out, fails here too. Sources, read on 2026-12-01:
 *
 * - A parent that does not exist:
 *   https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-parent-resource
 * - A referenced resource that does not exist:
 *   https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found
 * - A subnet, virtual network or address in use:
 *   https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-inuse-subnet
 */
export function refusalOfPut(id: string, body: Json, store: ResourceStore): ArmAnswer | undefined {
  const parent = parentOf(id);
  if (parent !== undefined && !exists(parent, store))
    return refusal(404, 'ParentResourceNotFound', `${parent} does not exist, so ${id} cannot be created.`);
  const missing = idsIn(body).find(
    (other) => isResource(other) && !isBelow(other, id) && !exists(other, store),
  );
  return missing === undefined
    ? undefined
    : refusal(400, 'LinkedInvalidPropertyId', `${missing} does not exist, and ${id} refers to it.`);
}

/** Types that Azure does not delete while another resource uses them. */
const keptWhileInUse = new Set([
  'microsoft.network/virtualnetworks',
  'microsoft.network/virtualnetworks/subnets',
  'microsoft.network/publicipaddresses',
]);

export function refusalOfDelete(id: string, store: ResourceStore): ArmAnswer | undefined {
  if (!keptWhileInUse.has(typeOf(id))) return undefined;
  const ids = typeOf(id).endsWith('networks')
    ? [id, ...store.in(`${id}/subnets`).map((each) => each.id)]
    : [id];
  const user = ids.flatMap((each) => store.usersOf(each)).find((each) => !isBelow(each.id, id));
  return user === undefined
    ? undefined
    : refusal(400, 'InUseCannotBeDeleted', `${id} is in use by ${user.id} and cannot be deleted.`);
}

function refusal(status: number, code: string, message: string): ArmAnswer {
  return { status, body: { error: { code, message } } };
}

function exists(id: string, store: ResourceStore): boolean {
  if (/^\/subscriptions\/[^/]+$/i.test(id)) return true;
  if (store.get(id) !== undefined) return true;
  // A service of a storage account is there with it: blobServices/default.
  return /services\/default$/i.test(id) && exists(parentOf(id)!, store);
}

const isBelow = (id: string, other: string): boolean => `${keyOf(id)}/`.startsWith(`${keyOf(other)}/`);

/** Role definitions and the policies of Azure are not resources of the subscription. */
function isResource(id: string): boolean {
  return !/\/providers\/microsoft\.authorization\/roledefinitions\//i.test(id);
}

function idsIn(value: Json): readonly string[] {
  if (typeof value === 'string')
    return /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (value === null || typeof value !== 'object') return [];
  return [...Object.keys(value).flatMap(idsIn), ...Object.values(value).flatMap(idsIn)];
}
