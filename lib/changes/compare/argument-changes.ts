import { without } from './equality';
import type { FieldChange } from './field-change';
import { entryOf, type Place } from './place';

type Compare = (before: unknown, after: unknown, place: Place) => readonly FieldChange[];

/**
 * Compares two command lines: flag by flag if each flag occurs once (`--max-model-len=8192`, or the
 * value in the next word), otherwise by added and removed arguments.
 */
export function compareArguments(
  before: readonly string[],
  after: readonly string[],
  place: Place,
  compare: Compare,
): readonly FieldChange[] {
  const [old, now] = [argumentsOf(before), argumentsOf(after)];
  if (old !== undefined && now !== undefined) {
    const names = [...new Set([...old.keys(), ...now.keys()])];
    return names.flatMap((name) => compare(old.get(name), now.get(name), entryOf(place, name)));
  }
  const [withFlags, nowWithFlags] = [groupsOf(before), groupsOf(after)];
  const [removed, added] = [without(withFlags, nowWithFlags), without(nowWithFlags, withFlags)];
  if (removed.length + added.length === 0) return [];
  return [
    {
      path: `${place.path}[]`,
      fields: place.fields,
      ...(removed.length === 0 ? {} : { before: removed.join(' ') }),
      ...(added.length === 0 ? {} : { after: added.join(' ') }),
    },
  ];
}

const flagPattern = /^(--?[A-Za-z][^=\s]*)(?:=([\s\S]*))?$/;

/**
 * Each flag with the words after it. A value without its flag has no meaning, and may be a secret.
 */
function groupsOf(words: readonly string[]): readonly string[] {
  const groups: string[] = [];
  for (const word of words) {
    const flag = flagPattern.exec(groups.at(-1)?.split(' ')[0] ?? '');
    const isValue = !flagPattern.test(word) && flag !== null && flag[2] === undefined;
    if (isValue) groups.push(`${groups.pop()} ${word}`);
    else groups.push(word);
  }
  return groups;
}

/**
 * Values by flag (`true` for a flag without value), words before the first flag by their index;
 * undefined if a flag occurs twice.
 */
function argumentsOf(words: readonly string[]): ReadonlyMap<string, string | true> | undefined {
  const found = new Map<string, string | true>();
  let flag: string | undefined;
  for (const [index, word] of words.entries()) {
    const match = flagPattern.exec(word);
    if (match === null) {
      const value = flag === undefined ? undefined : found.get(flag);
      if (flag === undefined || value === undefined) found.set(String(index), word);
      else found.set(flag, value === true ? word : `${value} ${word}`);
      continue;
    }
    const [, name, value] = match;
    if (found.has(name!)) return undefined;
    found.set(name!, value ?? true);
    flag = value === undefined ? name : undefined;
  }
  return found;
}
