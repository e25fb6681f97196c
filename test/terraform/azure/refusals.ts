import { Cidr } from '../../../lib/values/cidr';
import type { ArmAnswer } from './fixed-answers';
import { keyOf, parentOf, typeOf } from './resource-id';
import type { AzureResource, Json, ResourceStore } from './resource-store';

/**
 * What Azure Resource Manager refuses, so that a plan in the wrong order, or one that Azure would
 * not carry out, fails here too. Sources, read on 2026-12-01:
 *
 * - A parent that does not exist:
 *   https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-parent-resource
 * - A referenced resource that does not exist:
 *   https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found
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

/**
 * Source: https://learn.microsoft.com/azure/virtual-network/manage-virtual-network (delete), read on
 * 2026-12-01.
 */
export function refusalOfDelete(id: string, store: ResourceStore): ArmAnswer | undefined {
  if (!keptWhileInUse.has(typeOf(id))) return undefined;
  const subnets = store.in(`${id}/subnets`).map((each) => each.id);
  const user = [id, ...subnets].flatMap((each) => usersOf(each, store))[0];
  return user === undefined
    ? undefined
    : refusal(400, 'InUseCannotBeDeleted', `${id} is in use by ${user} and cannot be deleted.`);
}

/** Why Azure does not change a resource into another; undefined if it does. */
type ChangeRule = (old: Json, now: Json, id: string, store: ResourceStore) => string | undefined;

const minorOf = (version: string): number => Number(version.split('.')[1]);

/**
 * Changes that Azure refuses, by type. The sources are those of lib/changes/azure/refusal-rules.ts:
 * this is the other reading of the same pages.
 */
const changeRules: Readonly<Record<string, ChangeRule>> = {
  'microsoft.keyvault/vaults': (old, now) => {
    if (old.softDeleteRetentionInDays !== now.softDeleteRetentionInDays)
      return 'The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.';
    return old.enablePurgeProtection === true && now.enablePurgeProtection !== true
      ? 'The property "enablePurgeProtection" cannot be set to false.'
      : undefined;
  },
  'microsoft.containerservice/managedclusters': (old, now) => {
    if (old.aadProfile && !now.aadProfile) return 'Microsoft Entra integration cannot be disabled.';
    const steps = minorOf(now.kubernetesVersion || old.kubernetesVersion) - minorOf(old.kubernetesVersion);
    return steps < 0 || steps > 1
      ? `Upgrading from ${old.kubernetesVersion} to ${now.kubernetesVersion} is not allowed.`
      : undefined;
  },
  'microsoft.network/virtualnetworks/subnets': (old, now, id, store) => {
    const gone = prefixesOf(old).filter((prefix) => !prefixesOf(now).includes(prefix));
    const [user] = usersOf(id, store);
    return gone.length > 0 && user !== undefined
      ? `${id} is in use by ${user} and its prefix cannot be updated.`
      : undefined;
  },
  'microsoft.network/virtualnetworks': (_, now, id, store) => {
    const ranges: string[] = now.addressSpace?.addressPrefixes ?? [];
    const outside = store
      .in(`${id}/subnets`)
      .flatMap(({ properties }) => prefixesOf(properties))
      .find((prefix) => !ranges.some((range) => Cidr.parse(range).contains(Cidr.parse(prefix))));
    return outside === undefined ? undefined : `The subnet range ${outside} is not in ${ranges.join(', ')}.`;
  },
};

export function refusalOfChange(old: AzureResource, sent: Json, store: ResourceStore): ArmAnswer | undefined {
  const reason = changeRules[typeOf(old.id)]?.(old.properties, sent.properties ?? {}, old.id, store);
  return reason === undefined ? undefined : refusal(400, 'PropertyChangeNotAllowed', reason);
}

const prefixesOf = (subnet: Json): readonly string[] =>
  subnet.addressPrefixes ?? (subnet.addressPrefix === undefined ? [] : [subnet.addressPrefix]);

/** Resources in a subnet or with an address. A role assignment of it is not in it. */
function usersOf(id: string, store: ResourceStore): readonly string[] {
  return store
    .usersOf(id)
    .filter((each) => !/^microsoft\.(?:authorization|insights)\//.test(typeOf(each.id)))
    .map((each) => each.id);
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

/** A role definition is not a resource of the subscription. */
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
