import type { PictureFile } from '../../check/deployment-picture';
import { booleanAt, isJsonObject, type JsonObject, mapAt, textAt } from '../../values/json';
import type { FieldChange } from '../compare/field-change';
import { fieldChanges } from '../compare/field-changes';

/** The parts of a Terraform configuration that are not resources. */
export interface TerraformSettings {
  /** `required_version`, `required_providers`, `backend`. */
  readonly terraform: JsonObject;
  readonly provider: JsonObject;
  readonly data: JsonObject;
  readonly output: JsonObject;
  /** New address of a resource, by its old addresses. */
  readonly moved: ReadonlyMap<string, string>;
  /** Addresses of `import` blocks. */
  readonly imported: ReadonlySet<string>;
  /** Addresses of `removed` blocks that keep the resource in Azure. */
  readonly forgotten: ReadonlySet<string>;
}

/** The settings of a stack, merged from its files. */
export function terraformSettingsOf(files: readonly PictureFile[]): TerraformSettings {
  const configurations = files.flatMap(({ path, text }) => (path.endsWith('.json') ? parsed(text) : []));
  const merged = (section: string): JsonObject =>
    Object.assign({}, ...configurations.map((each) => mapAt(each, section)));
  const blocks = (section: string) => configurations.flatMap((each) => [each[section]].flat());
  return {
    terraform: merged('terraform'),
    provider: merged('provider'),
    data: merged('data'),
    output: merged('output'),
    moved: movedIn(blocks('moved')),
    imported: new Set(blocks('import').flatMap((each) => textAt(each, 'to') ?? [])),
    forgotten: new Set(
      blocks('removed').flatMap((each) => (isLeft(each) ? (textAt(each, 'from') ?? []) : [])),
    ),
  };
}

/**
 * Terraform follows `moved` blocks one after another, and the code keeps the blocks of earlier
 * moves.
 */
function movedIn(blocks: readonly unknown[]): ReadonlyMap<string, string> {
  const steps = new Map(
    blocks.flatMap((each) => {
      const [from, to] = [textAt(each, 'from'), textAt(each, 'to')];
      return from === undefined || to === undefined ? [] : [[from, to] as const];
    }),
  );
  const endOf = (from: string) => {
    const passed = new Set([from]);
    let at = from;
    for (let next = steps.get(at); next !== undefined && !passed.has(next); next = steps.get(at)) {
      passed.add(next);
      at = next;
    }
    return at;
  };
  return new Map([...steps.keys()].map((from) => [from, endOf(from)]));
}

/** `lifecycle { destroy = false }`. */
function isLeft(block: unknown): boolean {
  return (
    isJsonObject(block) && [block['lifecycle']].flat().some((each) => booleanAt(each, 'destroy') === false)
  );
}

function parsed(text: string): readonly JsonObject[] {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) && 'terraform' in value ? [value] : [];
  } catch {
    return [];
  }
}

/** Differences of the settings; outputs differ by their expressions. */
export interface SettingsChanges {
  readonly changes: readonly FieldChange[];
  /**
   * Whether the backend changes. With an empty state Terraform creates every resource a second
   * time.
   */
  readonly isStateElsewhere: boolean;
  /** Whether the subscription or tenant changes. Terraform then finds no existing resource. */
  readonly isSubscriptionAnother: boolean;
  /** Major versions of azurerm, if they differ. */
  readonly providerUpgrade: { readonly before: number; readonly after: number } | undefined;
}

export function settingsChanges(before: TerraformSettings, after: TerraformSettings): SettingsChanges {
  const changes = (['terraform', 'provider', 'data', 'output'] as const).flatMap((section) =>
    fieldChanges(before[section], after[section], 'terraform', section),
  );
  const [old, now] = [majorOf(before), majorOf(after)];
  // An added or removed stack changes no backend.
  const isOnBothSides = [before, after].every(({ terraform }) => Object.keys(terraform).length > 0);
  const isChanged = (path: RegExp) => isOnBothSides && changes.some((change) => path.test(change.path));
  return {
    changes,
    isStateElsewhere: isChanged(/^terraform\.backend\b/),
    isSubscriptionAnother: isChanged(/^provider\.azurerm(?:\[\d+\])?\.(?:subscription_id|tenant_id)$/),
    providerUpgrade:
      old === undefined || now === undefined || old === now ? undefined : { before: old, after: now },
  };
}

/** The lowest major version of a constraint: 4 for `>= 4.55.0, < 5.0.0`. */
function majorOf({ terraform }: TerraformSettings): number | undefined {
  const version = textAt(terraform, 'required_providers.azurerm.version') ?? '';
  const major = /(?:^|[>=~^\s])(\d+)\./.exec(version)?.[1];
  return major === undefined ? undefined : Number(major);
}
