import type { ApplicationChanges, ChangedObject } from '../kubernetes/object-changes';
import { objectText } from '../kubernetes/object-name';
import { type Detail, limited } from './detail';
import { fieldName } from './field-names';
import { table, toMarkdown } from './markdown';
import { joined, listed, type Markup, m } from './markup';
import { valueCells } from './values';

/** In so many applications the same change is told once, for all of them. */
const several = 3;

/** What becomes of the objects: what several applications have in common first, then application by application. */
export function objectSections(
  applications: readonly ApplicationChanges[],
  detail: Detail,
): readonly string[] {
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

/** Objects of an application that come, go and change, field by field. */
function applicationSection(changes: ApplicationChanges, detail: Detail): readonly string[] {
  const { application, is, added, removed, changed } = changes;
  if (added.length + removed.length + changed.length === 0) return [];
  const name =
    application === '' ? 'Objects of no application' : `Application ${toMarkdown(m`${application}`, detail)}`;
  const word = is === 'added' ? ', new' : is === 'removed' ? ', gone' : '';
  const names = (objects: readonly Markup[]) => joined(limitedList(objects, detail.rows), ', ');
  const lists = [
    ...(added.length === 0 ? [] : [['New: ', ...names(added.map(addedText))]]),
    ...(removed.length === 0 ? [] : [['Gone: ', ...names(removed.map(removedText))]]),
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

/** The same of two objects to which the same happens. */
function sameness({ changes, movedFrom = '' }: ChangedObject): string {
  return JSON.stringify([changes, movedFrom]);
}

function limitedList(texts: readonly Markup[], most: number): readonly Markup[] {
  if (texts.length <= most + 1 && most > 0) return texts;
  return [
    ...texts.slice(0, most),
    [`${most === 0 ? '' : 'and '}${texts.length - most}${most === 0 ? '' : ' more'}`],
  ];
}

function addedText({ renamedFrom, ...object }: ApplicationChanges['added'][number]): Markup {
  return renamedFrom === undefined
    ? m`${objectText(object)}`
    : m`${objectText(object)} (was ${objectText(renamedFrom)})`;
}

function removedText({ stays, ...object }: ApplicationChanges['removed'][number]): Markup {
  return stays === undefined ? m`${objectText(object)}` : [...m`${objectText(object)}`, ` (stays: ${stays})`];
}

/** Objects with the same changes are told once. */
function objectRows(changed: readonly ChangedObject[], detail: Detail): readonly (readonly Markup[])[] {
  const groups = new Map<string, ChangedObject[]>();
  for (const object of changed) {
    const key = sameness(object);
    groups.set(key, [...(groups.get(key) ?? []), object]);
  }
  return limitedGroups(
    [...groups.values()].map((objects) => rowsOf(objects, detail)),
    detail.rows,
  );
}

function rowsOf(
  objects: readonly ChangedObject[],
  { fields, names: most }: Detail,
): readonly (readonly Markup[])[] {
  const [first] = objects;
  const { changes } = first!;
  const names: Markup = [
    ...listed(objects.map(objectText), most),
    ...(first!.movedFrom === undefined ? [] : m`, from application ${first!.movedFrom}`),
  ];
  if (changes.length === 0) return [[names, [''], [''], ['']]];
  const rows = changes.map((change): readonly Markup[] => [
    m`${fieldName(change)}`,
    ...valueCells(first!.kind, change),
  ]);
  return limited(rows, fields, 'fields').map((row, index) => [index === 0 ? names : [''], ...row]);
}

/** Whole objects, as long as there is room. */
function limitedGroups(
  groups: readonly (readonly (readonly Markup[])[])[],
  most: number,
): readonly (readonly Markup[])[] {
  const shown: (readonly Markup[])[] = [];
  for (const [index, rows] of groups.entries()) {
    if (shown.length > 0 && shown.length + rows.length > most) {
      const more = groups.length - index;
      return [...shown, [[`… and ${more} more objects`], [''], [''], ['']]];
    }
    if (most === 0) return [[[`${groups.length} objects, not shown`], [''], [''], ['']]];
    shown.push(...rows);
  }
  return shown;
}
