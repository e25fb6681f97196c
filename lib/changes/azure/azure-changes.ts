import type { PictureFile } from '../../check/deployment-picture';
import { type FoundResource, isLiteral } from '../../check/terraform-resource';
import { booleanAt, isJsonObject, type JsonObject, valueAt } from '../../values/json';
import type { FieldChange } from '../compare/field-change';
import { fieldChanges } from '../compare/field-changes';
import type {
  AzureChanges,
  ChangedResource,
  RemovedResource,
  ReplacedResource,
  ResourceName,
} from './azure-change';
import { type ForcedChange, forcedChanges, forcingValues } from './forced-changes';
import { subnetRangesOf, usersOf } from './network-users';
import { nodeRotationOf } from './node-rotation';
import { addressesIn, movedResource, resolvedAttributes } from './references';
import { refusalsOf } from './refusals';
import { inOneForm } from './renamed-fields';
import { isPassingLoss, lossOfRemoved, lossOfReplaced } from './resource-losses';
import { settingsChanges, terraformSettingsOf } from './terraform-settings';

/** A resource of both sides with its differences. */
interface Pair {
  readonly address: string;
  readonly type: string;
  readonly was: FoundResource;
  readonly now: FoundResource;
  readonly attributes: JsonObject;
  readonly changes: readonly FieldChange[];
  readonly forced: readonly ForcedChange[];
}

/** A Terraform stack; empty if a side has none. A `DeploymentPicture` of one stack is one. */
export interface TerraformStack {
  readonly files: readonly PictureFile[];
  readonly resources: readonly FoundResource[];
}

/** Compares two states of a stack, resource by resource. */
export function azureChanges(before: TerraformStack, after: TerraformStack): AzureChanges {
  const [settingsBefore, settingsAfter] = [
    terraformSettingsOf(before.files),
    terraformSettingsOf(after.files),
  ];
  const settings = settingsChanges(settingsBefore, settingsAfter);
  const old = byAddress(before.resources, settingsAfter.moved);
  const now = byAddress(after.resources, new Map());
  const addresses = [...new Set([...old.keys(), ...now.keys()])].sort();
  const added = addresses.filter((address) => !old.has(address)).map((address) => now.get(address)!);
  const pairs = addresses
    .filter((address) => old.has(address) && now.has(address))
    .map((address) => pairOf(address, old, now, settings.providerUpgrade !== undefined));
  const found = replacements(pairs);
  const isReplaced = new Set(found.map(({ address }) => address));
  const kept = pairs.filter(({ address }) => !isReplaced.has(address));
  // What uses a resource, uses it before the change and after it.
  const users = (address: string) => {
    const before = usersOf(
      address,
      kept.map(({ was }) => was),
    );
    return usersOf(
      address,
      kept.map((each) => each.now),
    ).filter((each) => before.includes(each));
  };
  const replaced = found.map((each) => ({ ...each, users: users(each.address) }));
  const changed = kept.flatMap((pair) =>
    changedResource(pair, {
      users: users(pair.address),
      subnetRanges: subnetRangesOf(
        pair.address,
        kept.map(({ was }) => was),
      ),
    }),
  );
  const isChanged = new Set(changed.map(({ address }) => address));
  const isImported = ({ address }: FoundResource) => settingsAfter.imported.has(address);
  const onlyBefore = addresses.filter((address) => !now.has(address)).map((address) => old.get(address)!);
  const isForgotten = ({ address }: FoundResource) => settingsAfter.forgotten.has(address);
  return {
    added: added.filter((each) => !isImported(each)).map(nameOf),
    removed: onlyBefore.filter((each) => !isForgotten(each)).map((each) => removedResource(each, added)),
    imported: added.filter(isImported).map(nameOf),
    forgotten: onlyBefore.filter(isForgotten).map(nameOf),
    replaced,
    changed,
    following: kept
      .filter(({ address }) => !isChanged.has(address))
      .map(({ now: resource, attributes }) => ({
        ...nameOf(resource),
        becauseOf: [...new Set(addressesIn(attributes))].filter((address) => isReplaced.has(address)),
      }))
      .filter(({ becauseOf }) => becauseOf.length > 0),
    settings,
  };
}

function pairOf(
  address: string,
  old: ReadonlyMap<string, FoundResource>,
  now: ReadonlyMap<string, FoundResource>,
  isUpgrade: boolean,
): Pair {
  const [was, is] = [old.get(address)!, now.get(address)!];
  const [attributesBefore, attributes] = inOneForm(
    is.type,
    comparable(resolvedAttributes(was, old)),
    comparable(resolvedAttributes(is, now)),
  );
  const ignored = [valueAt(is.attributes, 'lifecycle.ignore_changes')].flat().map(String);
  const changes = fieldChanges(attributesBefore, attributes, 'terraform').filter(
    (change) => !isIgnored(change, ignored),
  );
  const forced = forcedChanges(is.type, attributes, changes, isUpgrade);
  return { address, type: is.type, was, now: is, attributes, changes, forced };
}

/**
 * Whether `ignore_changes` lists the field. `tags["owner"]` is one entry, `default_node_pool[0]` is
 * the block.
 */
function isIgnored({ fields }: FieldChange, ignored: readonly string[]): boolean {
  const field = fields.join('.');
  return ignored.some((each) => {
    const plain = each.replace(/\["([^"]*)"\]/g, '.$1').replace(/\[\d+\]/g, '');
    return each === 'all' || field === plain || field.startsWith(`${plain}.`);
  });
}

/**
 * Resources with a changed field that forces a replacement, and resources with such a field that
 * refers to one of them, and so on.
 */
function replacements(pairs: readonly Pair[]): readonly ReplacedResource[] {
  const found = new Map<string, ReplacedResource>();
  for (const pair of pairs) if (pair.forced.length > 0) found.set(pair.address, replacedResource(pair, []));
  let isGrowing = found.size > 0;
  while (isGrowing) {
    isGrowing = false;
    for (const pair of pairs.filter(({ address }) => !found.has(address))) {
      const becauseOf = referencesOf(pair, found);
      if (becauseOf.length === 0) continue;
      const isSure = becauseOf.some((each) => found.get(each)!.isSure);
      found.set(pair.address, { ...replacedResource(pair, becauseOf), isSure });
      isGrowing = true;
    }
  }
  // A resource with a changed field of its own can have both reasons.
  for (const pair of pairs.filter(({ forced }) => forced.length > 0))
    found.set(pair.address, replacedResource(pair, referencesOf(pair, found)));
  return [...found.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
}

/**
 * Replaced resources that a forcing field refers to. References to known values are resolved; the
 * remaining ones have no value until the other resource exists.
 */
function referencesOf({ type, attributes }: Pair, found: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set(addressesIn(forcingValues(type, attributes)))].filter((each) => found.has(each));
}

function replacedResource(
  { now, was, changes, forced }: Pair,
  becauseOf: readonly string[],
): ReplacedResource {
  const forcing = new Set(forced.map(({ change }) => change));
  return {
    ...nameOf(was),
    loss: lossOfReplaced(was.type),
    isPassing: isPassingLoss(was.type),
    because: forced,
    becauseOf,
    changes: changes.filter((change) => !forcing.has(change)),
    isRefused: isProtected(now),
    users: [],
    isSure: (becauseOf.length > 0 && forced.length === 0) || forced.some(({ force }) => force === 'surely'),
  };
}

function removedResource(resource: FoundResource, added: readonly FoundResource[]): RemovedResource {
  const { azureName } = nameOf(resource);
  const same = added.find(
    (each) => each.type === resource.type && azureName !== undefined && nameOf(each).azureName === azureName,
  );
  return {
    ...nameOf(resource),
    loss: lossOfRemoved(resource.type),
    wasProtected: isProtected(resource),
    sameAs: same?.address,
  };
}

function changedResource(
  { was, now, attributes, changes }: Pair,
  place: Parameters<typeof refusalsOf>[4],
): readonly ChangedResource[] {
  const losesProtection = isProtected(was) && !isProtected(now);
  if (changes.length === 0 && !losesProtection) return [];
  const rotation = nodeRotationOf(now.type, attributes, changes);
  const refusals = refusalsOf(now.type, was.attributes, attributes, changes, place);
  return [{ ...nameOf(now), changes, rotation, losesProtection, refusals }];
}

/** The fields that Azure gets: without Terraform's own arguments. */
function comparable(attributes: JsonObject): JsonObject {
  const { '//': _, depends_on: __, lifecycle: ___, provider: ____, ...fields } = attributes;
  return fields;
}

function byAddress(
  resources: readonly FoundResource[],
  moved: ReadonlyMap<string, string>,
): ReadonlyMap<string, FoundResource> {
  return new Map(
    resources
      .map((resource) => movedResource(resource, moved))
      .map((resource) => [resource.address, resource]),
  );
}

function nameOf({ address, type, attributes }: FoundResource): ResourceName {
  const { name } = attributes;
  return { address, type, azureName: typeof name === 'string' && isLiteral(name) ? name : undefined };
}

function isProtected({ attributes }: FoundResource): boolean {
  return [attributes['lifecycle']]
    .flat()
    .some((each) => isJsonObject(each) && booleanAt(each, 'prevent_destroy') === true);
}
