import type { PictureFile } from '../../check/deployment-picture';
import { type FoundResource, isLiteral } from '../../check/terraform-resource';
import { booleanAt, isJsonObject, type JsonObject, valueAt } from '../../values/json';
import type { FieldChange } from '../compare/field-change';
import { fieldChanges } from '../compare/field-changes';
import { type ForcedChange, forcedChanges, forcingValues } from './forced-changes';
import { type NodeRotation, nodeRotationOf } from './node-rotation';
import { addressesIn, movedResource, resolvedAttributes } from './references';
import { isPassingLoss, lossOfRemoved, lossOfReplaced } from './resource-losses';
import { type SettingsChanges, settingsChanges, terraformSettingsOf } from './terraform-settings';

/** A resource by its address in Terraform. */
export interface ResourceName {
  readonly address: string;
  readonly type: string;
  /** As Azure calls it, where Terraform's file says it. */
  readonly azureName: string | undefined;
}

/** A resource that is destroyed. */
export interface RemovedResource extends ResourceName {
  readonly loss: string | undefined;
  /** `prevent_destroy` was in the block that goes, and with it: Terraform destroys the resource all the same. */
  readonly wasProtected: boolean;
  /** A new resource of the same type and name: most likely the same one under another address. */
  readonly sameAs: string | undefined;
}

/** A resource that is destroyed and made anew. */
export interface ReplacedResource extends ResourceName {
  readonly loss: string | undefined;
  /** Whether what is lost is there again as soon as the new one is. */
  readonly isPassing: boolean;
  /** Fields that cannot be changed in place. */
  readonly because: readonly ForcedChange[];
  /** Resources whose replacement forces this one, by a field that refers to them. */
  readonly becauseOf: readonly string[];
  /** The other changes. */
  readonly changes: readonly FieldChange[];
  /** `prevent_destroy`: Terraform refuses, and nothing at all is deployed. */
  readonly isRefused: boolean;
  /** No, if Azure may have chosen the new value already. */
  readonly isSure: boolean;
}

/** A resource that is changed in place. */
export interface ChangedResource extends ResourceName {
  readonly changes: readonly FieldChange[];
  readonly rotation: NodeRotation | undefined;
  /** `prevent_destroy` is taken away. */
  readonly losesProtection: boolean;
}

/** What a plan of Terraform would show, as far as the two configurations tell. */
export interface AzureChanges {
  readonly added: readonly ResourceName[];
  readonly removed: readonly RemovedResource[];
  /** In Azure already: an `import` block takes them over. */
  readonly imported: readonly ResourceName[];
  /** Left in Azure, and no longer managed: a `removed` block says so. */
  readonly forgotten: readonly ResourceName[];
  readonly replaced: readonly ReplacedResource[];
  readonly changed: readonly ChangedResource[];
  readonly settings: SettingsChanges;
}

/** A resource on both sides, and what is different. */
interface Pair {
  readonly address: string;
  readonly type: string;
  readonly was: FoundResource;
  readonly now: FoundResource;
  readonly attributes: JsonObject;
  readonly changes: readonly FieldChange[];
  readonly forced: readonly ForcedChange[];
}

/** A stack of Terraform; empty where there is none. A `DeploymentPicture` of one stack is one. */
export interface TerraformStack {
  readonly files: readonly PictureFile[];
  readonly resources: readonly FoundResource[];
}

/** What is different between two states of a stack, resource by resource. */
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
  const replaced = replacements(pairs);
  const isReplaced = new Set(replaced.map(({ address }) => address));
  const isImported = ({ address }: FoundResource) => settingsAfter.imported.has(address);
  const gone = addresses.filter((address) => !now.has(address)).map((address) => old.get(address)!);
  const isForgotten = ({ address }: FoundResource) => settingsAfter.forgotten.has(address);
  return {
    added: added.filter((each) => !isImported(each)).map(nameOf),
    removed: gone.filter((each) => !isForgotten(each)).map((each) => removedResource(each, added)),
    imported: added.filter(isImported).map(nameOf),
    forgotten: gone.filter(isForgotten).map(nameOf),
    replaced,
    changed: pairs.filter(({ address }) => !isReplaced.has(address)).flatMap(changedResource),
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
  const attributes = comparable(resolvedAttributes(is, now));
  const ignored = [valueAt(is.attributes, 'lifecycle.ignore_changes')].flat().map(String);
  const changes = fieldChanges(comparable(resolvedAttributes(was, old)), attributes, 'terraform').filter(
    (change) => !isIgnored(change, ignored),
  );
  const forced = forcedChanges(is.type, attributes, changes, isUpgrade);
  return { address, type: is.type, was, now: is, attributes, changes, forced };
}

/** `ignore_changes`: whatever is there, Terraform leaves it. `tags["owner"]` is one entry, `default_node_pool[0]` the block. */
function isIgnored({ fields }: FieldChange, ignored: readonly string[]): boolean {
  const field = fields.join('.');
  return ignored.some((each) => {
    const plain = each.replace(/\["([^"]*)"\]/g, '.$1').replace(/\[\d+\]/g, '');
    return each === 'all' || field === plain || field.startsWith(`${plain}.`);
  });
}

/** Those with a field that forces it, and those that refer to one of these by such a field, and so on. */
function replacements(pairs: readonly Pair[]): readonly ReplacedResource[] {
  const found = new Map<string, ReplacedResource>();
  for (const pair of pairs) if (pair.forced.length > 0) found.set(pair.address, replacedResource(pair, []));
  let isGrowing = found.size > 0;
  while (isGrowing) {
    isGrowing = false;
    for (const pair of pairs.filter(({ address }) => !found.has(address))) {
      // What the other one says itself was put in its place: what is left is known only when it is there.
      const becauseOf = [...new Set(addressesIn(forcingValues(pair.type, pair.attributes)))].filter((each) =>
        found.has(each),
      );
      if (becauseOf.length === 0) continue;
      const isSure = becauseOf.some((each) => found.get(each)!.isSure);
      found.set(pair.address, { ...replacedResource(pair, becauseOf), isSure });
      isGrowing = true;
    }
  }
  return [...found.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
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
    isSure: becauseOf.length > 0 || forced.some(({ force }) => force === 'surely'),
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

function changedResource({ was, now, attributes, changes }: Pair): readonly ChangedResource[] {
  const losesProtection = isProtected(was) && !isProtected(now);
  if (changes.length === 0 && !losesProtection) return [];
  return [
    { ...nameOf(now), changes, rotation: nodeRotationOf(now.type, attributes, changes), losesProtection },
  ];
}

/** Without what is Terraform's own business, and what is no value. */
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
