import { deployCommand } from '../../platform/outputs/deploy-command';
import type { AzureChanges, ReplacedResource, ResourceName } from '../azure/azure-changes';
import type { FieldChange } from '../compare/field-change';
import type { EnvironmentChanges } from '../environment-changes';
import { reasonOf, resourceText } from './azure-risks';
import { type Detail, everything, limited } from './detail';
import { table, toMarkdown } from './markdown';
import { joined, listed, type Markup, m } from './markup';
import { valueCells } from './values';

/** What Terraform would do, as far as the two configurations tell. */
export function azureSection(
  { environment, stacks, azure }: EnvironmentChanges,
  detail: Detail,
): readonly string[] {
  const parts = (azure ?? []).flatMap((stack) => stackParts(stack, detail));
  if (parts.length === 0) return [];
  // Whole at any length: somebody copies it.
  const when = toMarkdown(m`With ${deployCommand({ environment, stacks })}, not with the merge.`, everything);
  return ['#### Azure', '', when, '', ...parts];
}

function stackParts(stack: AzureChanges, detail: Detail): readonly string[] {
  const { added, removed, imported, forgotten, replaced, changed, settings } = stack;
  const lists = [
    ...(added.length === 0 ? [] : [['New: ', ...byType(added, detail)]]),
    ...(removed.length === 0 ? [] : [['Destroyed: ', ...byType(removed, detail)]]),
    ...(imported.length === 0 ? [] : [['Taken over as it is in Azure: ', ...byType(imported, detail)]]),
    ...(forgotten.length === 0
      ? []
      : [['Left in Azure, and no longer managed: ', ...byType(forgotten, detail)]]),
    ...outputText(settings.changes, detail),
  ];
  const groups = replacedGroups(replaced);
  const replacedRows = groups.map((group): readonly Markup[] => [
    namesOf(group, detail),
    [...(group[0]!.isSure ? [] : ['maybe: ']), ...reasonOf(group[0]!)],
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
          `azurerm goes from major version ${upgrade.before} to ${upgrade.after}: fields have other names there, and only \`terraform plan\` tells what that does.`,
          '',
        ]),
    ...lists.flatMap((list) => [toMarkdown(list, detail), '']),
    ...table(
      ['Made anew', 'Because'],
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

/** Outputs by their names: who waits for one has to deploy first, and to synth again. */
function outputText(changes: readonly FieldChange[], { rows }: Detail): readonly Markup[] {
  const outputs = changes.filter((change) => isOutput(change) && change.fields.length === 1);
  const named = (some: readonly FieldChange[]) =>
    listed(
      some.map(({ fields }) => fields[0]!),
      Math.max(rows, 1),
    );
  const come = outputs.filter(({ before }) => before === undefined);
  const gone = outputs.filter(({ after }) => after === undefined);
  return [
    ...(come.length === 0
      ? []
      : [m`New outputs, which ${'dist/'} can have after the deployment alone: ${named(come)}`]),
    ...(gone.length === 0 ? [] : [m`Outputs that go: ${named(gone)}`]),
  ];
}

/** Those that are made anew for the same other resource are told together. */
function replacedGroups(replaced: readonly ReplacedResource[]): readonly (readonly ReplacedResource[])[] {
  const groups = new Map<string, ReplacedResource[]>();
  for (const each of replaced) {
    const key = each.because.length > 0 ? `itself ${each.address}` : each.becauseOf.join(' ');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  // What is the reason of others comes before them.
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

/** Fields of a resource, and how many each row stands for: the last one for all that are not shown. */
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
function byType(resources: readonly ResourceName[], { rows, names: most }: Detail): Markup {
  const types = [...new Set(resources.map(({ type }) => type))].sort();
  return joined(
    types.map((type) => {
      const names = resources.filter((each) => each.type === type).map(nameOf);
      return rows === 0
        ? [...m`${type}`, `: ${names.length}`]
        : m`${type}: ${listed(names, Math.min(rows, most * 3))}`;
    }),
    '; ',
  );
}

function nameOf({ address, azureName }: ResourceName): string {
  return azureName ?? address.slice(address.indexOf('.') + 1);
}
