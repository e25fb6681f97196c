import type { z } from 'zod';
import { refusedVmSize } from '../engine/sizing/refused-vm-sizes';
import type { ProblemList } from '../problems/problem-list';
import { knownNames } from '../problems/value-rules';
import { definitionSchema } from './definition-schema';
import type { PlatformDefinition } from './platform-definition';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * Checks the shape of a definition, and says every wrong type, missing and misspelt field.
 *
 * @returns whether the definition can be read on: a misspelt field alone does not hinder that, so that the problems of
 * its values are told in the same run.
 */
export function checkShape(definition: unknown, problems: ProblemList): definition is PlatformDefinition {
  const result = definitionSchema.safeParse(definition);
  if (result.success) return true;
  const { issues } = result.error;
  for (const issue of issues.flatMap((each) => flattenUnion(each, definition)))
    describe(issue, definition, problems);
  return issues.every((issue) => issue.code === 'unrecognized_keys');
}

/** Of a union, the alternative that the user most likely meant: the one with the fewest complaints at the deepest place. */
function flattenUnion(issue: Issue, root: unknown): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const isObject = typeof valueAt(root, issue.path) === 'object';
  const candidates = issue.errors
    .filter(
      (alternative) =>
        !isObject ||
        !alternative.some((inner) => inner.path.length === 0 && inner.code !== 'unrecognized_keys'),
    )
    .sort((a, b) => a.length - b.length);
  const chosen = candidates[0];
  if (chosen === undefined || !isObject) return [issue];
  const inner = chosen.flatMap((each) =>
    flattenUnion({ ...each, path: [...issue.path, ...each.path] } as Issue, root),
  );
  // A misspelt field is the cause; that the right one is missing then says nothing more.
  const misspelt = inner.filter((each) => each.code === 'unrecognized_keys');
  return misspelt.length > 0 ? misspelt : inner;
}

function describe(issue: Issue, root: unknown, problems: ProblemList): void {
  const at = issue.path.reduce<ProblemList>((list, segment) => list.at(segment as string | number), problems);
  const value = valueAt(root, issue.path);
  const refused = issue.path.at(-1) === 'vmSize' ? refusedVmSize(String(value)) : undefined;
  if (refused !== undefined) {
    at.add('', `${show(value)} cannot be taken: ${refused.message}`, refused.fix);
    return;
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) {
        at.add(key, 'there is no such field', knownNames(key, fieldsAt(issue.path)));
      }
      return;
    case 'invalid_type':
      if (value === undefined) at.add('', 'it is missing', `Give ${withArticle(issue.expected)}.`);
      else
        at.add(
          '',
          `${show(value)} is not ${withArticle(issue.expected)}`,
          `Give ${withArticle(issue.expected)}.`,
        );
      return;
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      at.add(
        '',
        value === undefined ? 'it is missing' : `${show(value)} is not allowed`,
        allowed.length === 1 ? `Give ${allowed[0]}.` : knownNames(String(value), allowed),
      );
      return;
    }
    case 'invalid_union': {
      const inner = issue.errors.flat();
      const words = inner.flatMap((each) => (each.code === 'invalid_value' ? each.values.map(String) : []));
      // A field that tells the alternatives apart has no errors of its own; the schema has its words.
      const allowed = inner.length === 0 ? literalsAt(issue.path) : words;
      const kinds = inner.flatMap((each) =>
        each.code === 'invalid_type' ? [withArticle(each.expected)] : [],
      );
      const known = allowed.length > 0 ? knownNames(String(value), [...new Set(allowed)]) : undefined;
      const other = kinds.length > 0 ? `Give ${[...new Set(kinds)].join(' or ')}.` : undefined;
      at.add(
        '',
        value === undefined ? 'it is missing' : `${show(value)} is not allowed`,
        known ?? other ?? 'See the description of the field.',
      );
      return;
    }
    default:
      at.add('', issue.message, 'See the description of the field.');
  }
}

function withArticle(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function show(value: unknown): string {
  const json = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, segment) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[segment]
        : undefined,
    root,
  );
}

/** Names of the fields that an object at a place of the definition may have. */
function fieldsAt(path: Path): readonly string[] {
  return fieldsOf(nodesAt(path));
}

/** Words that a field at a place of the definition may have. */
function literalsAt(path: Path): readonly string[] {
  return nodesAt(path)
    .flatMap(unwrap)
    .flatMap((node) => (node.def?.values ?? []).map(String));
}

function nodesAt(path: Path): readonly Node[] {
  return path.reduce<readonly Node[]>(
    (nodes: readonly Node[], segment) => nodes.flatMap((node) => step(node, segment)),
    [definitionSchema as unknown as Node],
  );
}

/** As much of a schema as is needed to walk it. */
interface Node {
  readonly def?: {
    readonly innerType?: Node;
    readonly element?: Node;
    readonly options?: readonly Node[];
    readonly shape?: Record<string, Node>;
    /** Of a literal. */
    readonly values?: readonly unknown[];
  };
}

function unwrap(node: Node): readonly Node[] {
  if (node.def?.innerType !== undefined) return unwrap(node.def.innerType);
  if (node.def?.options !== undefined) return node.def.options.flatMap(unwrap);
  return [node];
}

function step(node: Node, segment: PropertyKey): readonly Node[] {
  return unwrap(node).flatMap((inner) => {
    const next = typeof segment === 'number' ? inner.def?.element : inner.def?.shape?.[String(segment)];
    return next === undefined ? [] : [next];
  });
}

function fieldsOf(nodes: readonly Node[]): readonly string[] {
  return [...new Set(nodes.flatMap(unwrap).flatMap((node) => Object.keys(node.def?.shape ?? {})))];
}
