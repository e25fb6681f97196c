import type { z } from 'zod';
import { refusedVmSize } from '../engine/sizing/refused-vm-sizes';
import type { ProblemList } from '../problems/problem-list';
import { knownNames } from '../problems/value-rules';
import { zodSchema } from '../values/zod-schema';
import { type CompletePlatform, platformSchema } from './platform-definition';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * Checks the shape of a definition, and fills in the defaults of its schema. What the values mean
 * is checked by `resolvePlatform()`.
 *
 * @param problems gets every value of a wrong type, every missing field and every unknown field.
 * @returns undefined if the definition cannot be used. Unknown fields alone are ignored, so that
 * one run also reports the problems of the other values.
 */
export function parseDefinition(definition: unknown, problems: ProblemList): CompletePlatform | undefined {
  const result = zodSchema(platformSchema).safeParse(definition);
  if (result.success) return result.data;
  const { issues } = result.error;
  for (const issue of issues.flatMap((each) => likelyIssues(each, definition)))
    describe(issue, definition, problems);
  if (!issues.every((issue) => issue.code === 'unrecognized_keys')) return undefined;
  const known = issues.reduce<unknown>(
    (value, issue) => withoutKeys(value, issue.path, issue.keys),
    definition,
  );
  return zodSchema(platformSchema).safeParse(known).data;
}

function withoutKeys(value: unknown, path: Path, keys: readonly string[]): unknown {
  const [segment, ...rest] = path;
  if (segment === undefined) {
    return Object.fromEntries(Object.entries(value as object).filter(([key]) => !keys.includes(key)));
  }
  const inner = withoutKeys((value as Record<PropertyKey, unknown>)[segment], rest, keys);
  if (Array.isArray(value)) return value.map((entry, index) => (index === segment ? inner : entry));
  return { ...(value as object), [segment]: inner };
}

/**
 * The issues of the alternative that the user most likely meant: the one with the fewest issues.
 */
function likelyIssues(issue: Issue, root: unknown): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  if (typeof valueAt(root, issue.path) !== 'object') return [issue];
  const isOfOtherType = (inner: Issue) => inner.path.length === 0 && inner.code !== 'unrecognized_keys';
  const [chosen] = issue.errors
    .filter((alternative) => !alternative.some(isOfOtherType))
    .sort((a, b) => a.length - b.length);
  if (chosen === undefined) return [issue];
  const inner = chosen.flatMap((each) =>
    likelyIssues({ ...each, path: [...issue.path, ...each.path] } as Issue, root),
  );
  // An unknown field is the cause: the field that it was meant to be is missing because of it.
  const unknown = inner.filter((each) => each.code === 'unrecognized_keys');
  return unknown.length > 0 ? unknown : inner;
}

function describe(issue: Issue, root: unknown, problems: ProblemList): void {
  const at = issue.path.reduce<ProblemList>((list, segment) => list.at(segment as string | number), problems);
  const value = valueAt(root, issue.path);
  const refused = issue.path.at(-1) === 'vmSize' ? refusedVmSize(String(value)) : undefined;
  if (refused !== undefined) {
    at.add('', `${show(value)} is not supported: ${refused.message}`, refused.fix);
    return;
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) describeUnknownField(key, issue.path, root, at);
      return;
    case 'invalid_type':
      if (value === undefined)
        at.add('', 'required but missing', `Set it to ${form(issue.expected, issue.path)}.`);
      else at.add('', `${show(value)} is not ${withArticle(issue.expected)}`, otherForm(value, issue));
      return;
    case 'invalid_value':
      at.add(
        '',
        value === undefined ? 'required but missing' : `${show(value)} is not a valid value`,
        allowedWords(value, issue.values),
      );
      return;
    case 'invalid_union': {
      const inner = issue.errors.flat();
      const words = inner.flatMap((each) => (each.code === 'invalid_value' ? each.values : []));
      // zod lists no errors for a field that selects the alternative; the schema has its values.
      const allowed = inner.length === 0 ? literalsAt(issue.path) : words;
      const forms = formsAt(issue.path);
      at.add(
        '',
        value === undefined ? 'required but missing' : wrongValue(value, issue.path),
        allowed.length === 0
          ? `Use ${forms.join(' or ')}.`
          : [
              allowedWords(value, allowed),
              ...(forms.length > 0 ? [`Or use ${forms.join(' or ')}.`] : []),
            ].join(' '),
      );
      return;
    }
    default:
      at.add('', issue.message, 'See the documentation of the field.');
  }
}

/** Azure has more VM sizes than the table, and the definition accepts them as an object. */
function wrongValue(value: unknown, path: Path): string {
  return path.at(-1) === 'vmSize' && typeof value === 'string'
    ? `${show(value)} is not in the table of VM sizes`
    : `${show(value)} is not a valid value`;
}

function describeUnknownField(key: string, path: Path, root: unknown, problems: ProblemList): void {
  const objects = nodesAt(path).flatMap(unwrap).filter(isObjectNode);
  const value = (valueAt(root, path) ?? {}) as Readonly<Record<string, unknown>>;
  const owner = objects.find((node) => Object.hasOwn(node.def.shape, key));
  if (owner === undefined) {
    const fitting = objects.filter((node) => otherLiteral(node, value) === undefined);
    problems.add(key, 'unknown field', knownNames(key, fieldsOf(fitting), 'fields'));
    return;
  }
  const others = Object.keys(value).filter((other) => !Object.hasOwn(owner.def.shape, other));
  const literal = otherLiteral(owner, value);
  if (literal !== undefined) {
    const [field, expected] = literal;
    problems.add(
      key,
      `not a field of ${field} ${show(value[field])}`,
      `Remove it, or set ${field} to ${show(expected)}.`,
    );
    return;
  }
  problems.add(
    key,
    `cannot be combined with ${others.map((other) => `"${other}"`).join(' and ')}`,
    'Keep one of them.',
  );
}

/** The field of an alternative with one possible value that the given object does not have. */
function otherLiteral(
  node: ObjectNode,
  value: Readonly<Record<string, unknown>>,
): readonly [field: string, expected: unknown] | undefined {
  for (const [field, { def }] of Object.entries(node.def.shape)) {
    const expected = def?.values;
    if (expected?.length === 1 && Object.hasOwn(value, field) && value[field] !== expected[0])
      return [field, expected[0]];
  }
  return undefined;
}

function allowedWords(value: unknown, allowed: readonly unknown[]): string {
  const words = [...new Set(allowed.map(String))];
  if (words.length === 1) return `Use ${words[0]}.`;
  return knownNames(typeof value === 'string' ? value : '', words, 'valid values');
}

/** What to write in place of a value of another type. */
function otherForm(value: unknown, { expected, path }: Extract<Issue, { code: 'invalid_type' }>): string {
  if (
    expected === 'number' &&
    typeof value === 'string' &&
    value.trim() !== '' &&
    Number.isFinite(Number(value))
  )
    return `Remove the quotes: ${value.trim()}.`;
  if (expected === 'array' && typeof value === 'string') return `Use an array: ['${value}'].`;
  return `Use ${form(expected, path)}.`;
}

function form(expected: string, path: Path): string {
  if (expected !== 'array') return withArticle(expected);
  const elements = nodesAt(path)
    .flatMap(unwrap)
    .flatMap((node) => (node.def?.element === undefined ? [] : [node.def.element]));
  return elements.some((element) => element.def?.type === 'string')
    ? "an array of strings, such as ['a', 'b']"
    : 'an array';
}

/**
 * The forms of a union other than fixed values: a string, a number, an array, an object with one of
 * these sets of fields.
 */
function formsAt(path: Path): readonly string[] {
  const nodes = nodesAt(path).flatMap(unwrap);
  const simple = nodes.flatMap(({ def }) =>
    def?.type === 'string' || def?.type === 'number' || def?.type === 'array' ? [withArticle(def.type)] : [],
  );
  const objects = nodes.filter(isObjectNode).map(fieldNames);
  return [...new Set(simple), ...(objects.length > 0 ? [`an object with ${objects.join(' or ')}`] : [])];
}

function fieldNames({ def }: ObjectNode): string {
  const names = Object.entries(def.shape).map(([name, field]) => (isOptional(field) ? `${name}?` : name));
  return `{ ${names.join(', ')} }`;
}

function isOptional({ def }: Node): boolean {
  return def?.type === 'optional' || def?.type === 'default' || def?.type === 'prefault';
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

/** Values that a field at a place of the definition may have. */
function literalsAt(path: Path): readonly unknown[] {
  return nodesAt(path)
    .flatMap(unwrap)
    .flatMap((node) => node.def?.values ?? []);
}

function nodesAt(path: Path): readonly Node[] {
  return path.reduce<readonly Node[]>(
    (nodes: readonly Node[], segment) => nodes.flatMap((node) => step(node, segment)),
    [platformSchema as unknown as Node],
  );
}

/** The parts of a schema that a walk through it needs. */
interface Node {
  readonly def?: {
    readonly type?: string;
    readonly innerType?: Node;
    readonly element?: Node;
    readonly valueType?: Node;
    readonly options?: readonly Node[];
    readonly shape?: Readonly<Record<string, Node>>;
    /** Of a literal. */
    readonly values?: readonly unknown[];
  };
}

interface ObjectNode {
  readonly def: { readonly shape: Readonly<Record<string, Node>> };
}

function isObjectNode(node: Node): node is Node & ObjectNode {
  return node.def?.shape !== undefined;
}

function unwrap(node: Node): readonly Node[] {
  if (node.def?.innerType !== undefined) return unwrap(node.def.innerType);
  if (node.def?.options !== undefined) return node.def.options.flatMap(unwrap);
  return [node];
}

function step(node: Node, segment: PropertyKey): readonly Node[] {
  return unwrap(node).flatMap(({ def }) => {
    const next =
      typeof segment === 'number' ? def?.element : (def?.shape?.[String(segment)] ?? def?.valueType);
    return next === undefined ? [] : [next];
  });
}

function fieldsOf(nodes: readonly ObjectNode[]): readonly string[] {
  return [...new Set(nodes.flatMap((node) => Object.keys(node.def.shape)))];
}
