import { deployCommand } from '../../platform/outputs/deploy-command';
import type { AzureChanges, ReplacedResource, ResourceName } from '../azure/azure-change';
import type { FieldChange } from '../compare/field-change';
import type { EnvironmentChanges } from '../environment-changes';
import { reasonOf, resourceText } from './azure-risks';
import { type Detail, everything, limited } from './detail';
import { table, toMarkdown } from './markdown';
import { joined, listed, type Markup, m } from './markup';
import { valueCells } from './values';

/** The changes that Terraform would make, as far as the two configurations contain them. */
export function azureSection(
  { environment, stacks, azure }: EnvironmentChanges,
  detail: Detail,
): readonly string[] {
  const parts = (azure ?? []).flatMap((stack) => stackParts(stack, detail));
  if (parts.length === 0) return [];
  // Never shortened, because people copy the command.
  const when = toMarkdown(
    m`${deployCommand({ environment, stacks })} applies these changes; the merge does not.`,
    everything,
  );
  return ['#### Azure', '', when, '', ...parts];
}

function stackParts(stack: AzureChanges, detail: Detail): readonly string[] {
  const { added, removed, imported, forgotten, replaced, changed, following, settings } = stack;
  const lists = [
    ...(added.length === 0 ? [] : [['New: ', ...byType(added, detail)]]),
    ...(removed.length === 0 ? [] : [['Destroyed: ', ...byType(removed, detail)]]),
    ...(imported.length === 0 ? [] : [['Imported: ', ...byType(imported, detail)]]),
    ...(forgotten.length === 0 ? [] : [['Left in Azure, no longer managed: ', ...byType(forgotten, detail)]]),
    ...(following.length === 0
      ? []
      : [['Changed in place with what they refer to: ', ...byType(following, detail)]]),
    ...outputText(settings.changes, detail),
  ];
  const groups = replacedGroups(replaced);
  const replacedRows = groups.map((group): readonly Markup[] => [
    namesOf(group, detail),
    [...(group[0]!.isSure ? [] : ['possibly: ']), ...reasonOf(group[0]!)],
  ]);
  const changedRows = [
    ...[...replaced, ...changed].map((resource) =>
      rowsOf(resourceText(resource), resource.type, resource.changes, detail),
    ),
    rowsOf(
      ['settings'],
      '',
      settings.changes.filter((change) => !isOutput(change)),
      detail,
    ),
  ];
  const upgrade = settings.providerUpgrade;
  return [
    ...(upgrade === undefined
      ? []
      : [
          `The major version of azurerm changes from ${upgrade.before} to ${upgrade.after}, which renames fields. Only \`terraform plan\` shows the effect.`,
          '',
        ]),
    ...lists.flatMap((list) => [toMarkdown(list, detail), '']),
    ...table(
      ['Replaced', 'Reason'],
      limited(
        replacedRows,
        detail.rows,
        'resources',
        groups.map(({ length }) => length),
      ),
      detail,
    ),
    ...table(
      ['Resource', 'Field', 'Before', 'After'],
      limited(
        changedRows.flatMap(({ rows }) => rows),
        detail.rows,
        'fields',
        changedRows.flatMap(({ counts }) => counts),
      ),
      detail,
    ),
  ];
}

function isOutput({ path }: FieldChange): boolean {
  return /^output\b/.test(path);
}

/**
 * Names of new and removed outputs. A manifest that needs a new one requires a deployment and
 * another synth first.
 */
function outputText(changes: readonly FieldChange[], { rows }: Detail): readonly Markup[] {
  const outputs = changes.filter((change) => isOutput(change) && change.fields.length === 1);
  const named = (some: readonly FieldChange[]) =>
    listed(
      some.map(({ fields }) => fields[0]!),
      Math.max(rows, 1),
    );
  const added = outputs.filter(({ before }) => before === undefined);
  const removed = outputs.filter(({ after }) => after === undefined);
  return [
    ...(added.length === 0
      ? []
      : [m`New outputs, available to ${'dist/'} after the deployment: ${named(added)}`]),
    ...(removed.length === 0 ? [] : [m`Removed outputs: ${named(removed)}`]),
  ];
}

/** Groups the resources that are replaced because of the same other resource. */
function replacedGroups(replaced: readonly ReplacedResource[]): readonly (readonly ReplacedResource[])[] {
  const groups = new Map<string, ReplacedResource[]>();
  for (const each of replaced) {
    const key = each.because.length > 0 ? `itself ${each.address}` : each.becauseOf.join(' ');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  // A resource that causes other replacements comes before them.
  const all = [...groups.values()];
  const isReason = ([first]: readonly ReplacedResource[]) => first!.because.length > 0;
  return [...all.filter(isReason), ...all.filter((group) => !isReason(group))];
}

function namesOf(group: readonly ReplacedResource[], { rows, names }: Detail): Markup {
  const [first, ...more] = group;
  return more.length === 0
    ? resourceText(first!)
    : listed(
        group.map(({ address }) => address),
        Math.min(rows, names * 3),
      );
}

/**
 * Rows of the changed fields of a resource, with the number of fields of each row: the last row
 * counts the omitted ones.
 */
function rowsOf(
  name: Markup,
  type: string,
  changes: readonly FieldChange[],
  { fields }: Detail,
): { readonly rows: readonly (readonly Markup[])[]; readonly counts: readonly number[] } {
  const all = changes.map((change): readonly Markup[] => [m`${change.path}`, ...valueCells(type, change)]);
  const rows = limited(all, fields, 'fields').map((row, index) => [index === 0 ? name : [''], ...row]);
  const last = all.length - rows.length + 1;
  return { rows, counts: rows.map((_, index) => (index === rows.length - 1 ? last : 1)) };
}

/** `2 azurerm_role_assignment (a, b)`. */
function byType(resources: readonly ResourceName[], { rows, names: max }: Detail): Markup {
  const types = [...new Set(resources.map(({ type }) => type))].sort();
  return joined(
    types.map((type) => {
      const names = resources.filter((each) => each.type === type).map(nameOf);
      return rows === 0
        ? [...m`${type}`, `: ${names.length}`]
        : m`${type}: ${listed(names, Math.min(rows, max * 3))}`;
    }),
    '; ',
  );
}

function nameOf({ address, azureName }: ResourceName): string {
  return azureName ?? address.slice(address.indexOf('.') + 1);
}
