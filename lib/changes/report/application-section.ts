import type { ApplicationChanges, ChangedObject } from '../kubernetes/object-changes';
import { objectText } from '../kubernetes/object-name';
import { counted, type Detail, limited, restText } from './detail';
import { fieldName } from './field-names';
import { table, toMarkdown } from './markdown';
import { joined, listed, type Markup, m } from './markup';
import { valueCells } from './values';

/** Minimum number of applications with the same change that share one entry. */
const several = 3;

/**
 * Changed objects: common changes of several applications first, then application by application.
 */
export function objectSections(
  applications: readonly ApplicationChanges[],
  detail: Detail,
): readonly string[] {
  if (detail.rows === 0) return countedObjects(applications);
  const homes = new Map<string, Set<string>>();
  for (const { application, changed } of applications)
    for (const object of changed)
      homes.set(sameness(object), (homes.get(sameness(object)) ?? new Set()).add(application));
  const isCommon = (object: ChangedObject) => homes.get(sameness(object))!.size >= several;
  const common = applications.flatMap(({ changed }) => changed.filter(isCommon));
  return [
    ...(common.length === 0 ? [] : ['#### Several applications', '', ...changedTable(common, detail)]),
    ...applications.flatMap((each) =>
      applicationSection({ ...each, changed: each.changed.filter((object) => !isCommon(object)) }, detail),
    ),
  ];
}

/** New, removed and changed objects of an application, field by field. */
function applicationSection(changes: ApplicationChanges, detail: Detail): readonly string[] {
  const { application, is, added, removed, changed } = changes;
  if (added.length + removed.length + changed.length === 0) return [];
  const name =
    application === ''
      ? 'Objects outside of an application'
      : `Application ${toMarkdown(m`${application}`, detail)}`;
  const word = is === 'added' ? ', new' : is === 'removed' ? ', removed' : '';
  const names = (objects: readonly Markup[]) => joined(limitedList(objects, detail.rows), ', ');
  const lists = [
    ...(added.length === 0 ? [] : [['New: ', ...names(added.map(addedText))]]),
    ...(removed.length === 0 ? [] : [['Removed: ', ...names(removed.map(removedText))]]),
  ];
  return [
    `#### ${name}${word}`,
    '',
    ...lists.flatMap((list) => [toMarkdown(list, detail), '']),
    ...changedTable(changed, detail),
  ];
}

function changedTable(changed: readonly ChangedObject[], detail: Detail): readonly string[] {
  return table(['Object', 'Field', 'Before', 'After'], objectRows(changed, detail), detail);
}

/** A key that objects with the same changes share. */
function sameness({ changes, movedFrom = '' }: ChangedObject): string {
  return JSON.stringify([changes, movedFrom]);
}

function limitedList(texts: readonly Markup[], max: number): readonly Markup[] {
  if (texts.length <= max + 1) return texts;
  return [...texts.slice(0, max), [`and ${texts.length - max} more`]];
}

function addedText({ renamedFrom, ...object }: ApplicationChanges['added'][number]): Markup {
  return renamedFrom === undefined
    ? m`${objectText(object)}`
    : m`${objectText(object)} (was ${objectText(renamedFrom)})`;
}

function removedText({ stays, ...object }: ApplicationChanges['removed'][number]): Markup {
  return stays === undefined ? m`${objectText(object)}` : [...m`${objectText(object)}`, ` (kept: ${stays})`];
}

/** Rows of objects; objects with the same changes share rows. */
function objectRows(changed: readonly ChangedObject[], detail: Detail): readonly (readonly Markup[])[] {
  const groups = new Map<string, ChangedObject[]>();
  for (const object of changed) {
    const key = sameness(object);
    groups.set(key, [...(groups.get(key) ?? []), object]);
  }
  return limitedGroups([...groups.values()], detail);
}

function rowsOf(
  objects: readonly ChangedObject[],
  { fields, names: max }: Detail,
): readonly (readonly Markup[])[] {
  const [first] = objects;
  const { changes } = first!;
  const names: Markup = [
    ...listed(objects.map(objectText), max),
    ...(first!.movedFrom === undefined ? [] : m`, moved from application ${first!.movedFrom}`),
  ];
  if (changes.length === 0) return [[names, [''], [''], ['']]];
  const rows = changes.map((change): readonly Markup[] => [
    m`${fieldName(change)}`,
    ...valueCells(first!.kind, change),
  ]);
  return limited(rows, fields, 'fields').map((row, index) => [index === 0 ? names : [''], ...row]);
}

/** Rows of whole objects, up to the limit. */
function limitedGroups(
  groups: readonly (readonly ChangedObject[])[],
  detail: Detail,
): readonly (readonly Markup[])[] {
  const shown: (readonly Markup[])[] = [];
  for (const [index, group] of groups.entries()) {
    const rows = rowsOf(group, detail);
    if (shown.length > 0 && shown.length + rows.length > detail.rows) {
      const more = groups.slice(index).flat().length;
      return [...shown, [[restText(more, 'objects', true)], [''], [''], ['']]];
    }
    shown.push(...rows);
  }
  return shown;
}

/** One line for all applications, if there is no room for rows. */
function countedObjects(applications: readonly ApplicationChanges[]): readonly string[] {
  const objects = applications.flatMap(({ added, removed, changed }) => [...added, ...removed, ...changed]);
  if (objects.length === 0) return [];
  const places = counted(applications.length, 'application');
  return ['#### Objects', '', `${counted(objects.length, 'object')} in ${places}, not shown.`, ''];
}
