import { isJsonObject } from '../../values/json';
import { canonical, EvaluationError, number } from './conversions';
import { type ExpressionTree, type ExpressionTrees, isTemplate, keyOfPart } from './expression-tree';
import { callFunction } from './functions';
import { elementOf, isKnown, Unknown, type Value, withoutLocation } from './known-value';

/** Names that an expression can use. */
export interface Scope {
  /** Value of a name; undefined if the scope does not have it. */
  readonly valueOf: (name: string) => Value;
  /** Trees of the template texts of this configuration. */
  readonly trees: ExpressionTrees;
  /**
   * How often the `for` expressions around this one evaluate it.
   *
   * @default 1
   */
  readonly iterations?: number;
}

/** More iterations of nested `for` expressions are an attack. */
const maxIterations = 100_000;

/** A scope with additional names, such as the variables of a `for` expression. */
export function scopeWith(scope: Scope, names: Readonly<Record<string, Value>>): Scope {
  return { ...scope, valueOf: (name) => (Object.hasOwn(names, name) ? names[name] : scope.valueOf(name)) };
}

/** Value of a part of the configuration: its templates are evaluated at any depth. */
export function evaluateJson(json: unknown, scope: Scope): Value {
  if (typeof json === 'string') return isTemplate(json) ? evaluateTemplate(json, scope) : json;
  if (Array.isArray(json)) return json.map((each) => evaluateJson(each, scope));
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, each]) => [
      isTemplate(key) ? keyText(evaluateTemplate(key, scope)) : key,
      evaluateJson(each, scope),
    ]),
  );
}

function keyText(key: Value): string {
  return key instanceof Unknown ? key.text : String(withoutLocation(key));
}

function evaluateTemplate(text: string, scope: Scope): Value {
  const tree = scope.trees.get(text);
  return tree === undefined ? Unknown.of(text) : evaluateSafely(tree, scope, text);
}

/** The value of an expression; unknown if the evaluation fails, because Terraform may know more. */
export function evaluateSafely(tree: ExpressionTree, scope: Scope, text: string): Value {
  try {
    return evaluate(tree, scope);
  } catch (error) {
    // JavaScript refuses what is too deep or too long with a RangeError.
    if (error instanceof EvaluationError || error instanceof RangeError) return Unknown.of(text);
    throw error;
  }
}

/** @throws {EvaluationError} if the expression is not valid for its values. */
function evaluate(tree: ExpressionTree, scope: Scope): Value {
  const { type, meta = {}, children } = tree;
  const unknown = () => Unknown.of(meta.value ?? '?');
  switch (type) {
    case '':
    case 'templateWrap':
      return children.length === 1 ? evaluate(children[0]!, scope) : unknown();
    case 'literalValue':
      return literal(meta.type, meta.value);
    case 'template':
      return joined(children.map((child) => evaluate(child, scope)));
    case 'templateJoin': {
      const parts = withoutLocation(evaluate(children[0]!, scope));
      return Array.isArray(parts) ? joined(parts) : unknown();
    }
    case 'tuple':
      return children.map((child) => evaluate(child, scope));
    case 'object':
      return object(tree, scope);
    case 'scopeTraversal': {
      const [root, ...parts] = meta.traversal ?? [];
      const value = root === undefined ? undefined : scope.valueOf(root.segment);
      if (value === undefined) return unknown();
      return traverse(value, parts.map(keyOfPart), meta.value);
    }
    case 'relativeTraversal': {
      const value = evaluate(children[0]!, scope);
      return traverse(value, (meta.traversal ?? []).map(keyOfPart), meta.value);
    }
    case 'index': {
      const [collection, key] = children.map((child) => evaluate(child, scope)) as [Value, Value];
      const plain = withoutLocation(key);
      if (typeof plain !== 'string' && typeof plain !== 'number') return unknown();
      return traverse(collection, [plain], meta.value);
    }
    case 'splat':
      return splat(tree, scope);
    case 'conditional':
      return conditional(tree, scope);
    case 'unaryOp':
    case 'binaryOp':
      return operation(tree, scope);
    case 'for':
      return forExpression(tree, scope);
    case 'function':
      return functionCall(tree, scope);
    default:
      return unknown();
  }
}

function literal(type: string | undefined, value = ''): Value {
  switch (type) {
    case 'number':
      return Number(value);
    case 'bool':
      return value === 'true';
    case 'dynamic':
      return null;
    default:
      return value;
  }
}

/** A template of one part keeps the type of the part in HCL; of several, it is a text. */
function joined(parts: readonly Value[]): Value {
  const plain = parts.map(withoutLocation);
  const texts = plain.map((part) => (part instanceof Unknown ? part.text : scalarText(part)));
  return plain.some((part) => part instanceof Unknown) ? new Unknown(texts.join('')) : texts.join('');
}

function scalarText(value: Value): string {
  if (value === null || value === undefined || typeof value === 'object') {
    throw new EvaluationError('a template needs a text, a number or a boolean');
  }
  return String(value);
}

function traverse(start: Value, keys: readonly (string | number)[], text = '?'): Value {
  let value = start;
  for (const key of keys) {
    const next = elementOf(value, key);
    if (next === undefined) throw new EvaluationError(`${text} has no element ${key}`);
    value = next;
  }
  return value;
}

function object({ meta, children }: ExpressionTree, scope: Scope): Value {
  const result: Record<string, Value> = {};
  const bare = Object.entries(meta?.items ?? {}).filter(([key]) => /^[\p{L}_][\p{L}\d_-]*$/u.test(key));
  for (let at = 0; at + 1 < children.length; at += 2) {
    const [key, value] = [children[at]!, children[at + 1]!];
    const name = key.children.length === 0 ? takeKey(bare, value) : keyText(evaluate(key, scope));
    if (name === undefined) throw new EvaluationError('a key of an object cannot be read');
    result[name] = evaluate(value, scope);
  }
  return result;
}

/**
 * A key without quotes has no tree of its own, and `items` is sorted. The text of its value finds
 * it: keys with equal texts have equal values.
 */
function takeKey(bare: (readonly [string, string])[], value: ExpressionTree): string | undefined {
  const at = bare.findIndex(([, text]) => text === value.meta?.value);
  return bare.splice(at === -1 ? 0 : at, 1)[0]?.[0];
}

function splat({ meta, children }: ExpressionTree, scope: Scope): Value {
  const source = evaluate(children[0]!, scope);
  const plain = withoutLocation(source);
  if (plain instanceof Unknown) return Unknown.of(meta?.value ?? '?');
  const items = plain === null || plain === undefined ? [] : Array.isArray(plain) ? plain : [source];
  const keys = (children[1]?.meta?.traversal ?? []).map(keyOfPart);
  return items.map((item) => traverse(item, keys, meta?.value));
}

function conditional({ meta, children }: ExpressionTree, scope: Scope): Value {
  const [condition, yes, no] = children as [ExpressionTree, ExpressionTree, ExpressionTree];
  const decided = truth(evaluate(condition, scope));
  if (decided !== undefined) return evaluate(decided ? yes : no, scope);
  const [one, other] = [yes, no].map((branch) => withoutLocation(evaluateSafely(branch, scope, '?')));
  const isSame = isKnown(one) && JSON.stringify(one) === JSON.stringify(other);
  return isSame ? one : Unknown.of(meta?.value ?? '?');
}

/** The boolean of a value, as Terraform converts it; undefined if it is unknown. */
function truth(value: Value): boolean | undefined {
  const plain = withoutLocation(value);
  if (plain === true || plain === 'true') return true;
  if (plain === false || plain === 'false') return false;
  if (plain instanceof Unknown) return undefined;
  throw new EvaluationError('a condition needs a boolean');
}

function operation({ meta = {}, children }: ExpressionTree, scope: Scope): Value {
  const { operator = '' } = meta;
  const values = children.map((child) => withoutLocation(evaluate(child, scope)));
  const [one, other] = values;
  if (operator === 'logicalAnd' || operator === 'logicalOr') {
    const short = operator === 'logicalOr';
    const truths = values.map(truth);
    if (truths.includes(short)) return short;
    return truths.includes(undefined) ? Unknown.of(meta.value ?? '?') : !short;
  }
  if (!values.every(isKnown)) return Unknown.of(meta.value ?? '?');
  switch (operator) {
    case 'logicalNot':
      return !truth(one);
    case 'equal':
    case 'notEqual':
      return (canonical(one) === canonical(other)) === (operator === 'equal');
    case 'negate':
      return -number(one);
    case 'add':
      return number(one) + number(other);
    case 'subtract':
      return number(one) - number(other);
    case 'multiply':
      return number(one) * number(other);
    case 'divide':
      return number(one) / number(other);
    case 'modulo':
      return number(one) % number(other);
    case 'greaterThan':
      return number(one) > number(other);
    case 'greaterThanOrEqual':
      return number(one) >= number(other);
    case 'lessThan':
      return number(one) < number(other);
    case 'lessThanOrEqual':
      return number(one) <= number(other);
    default:
      return Unknown.of(meta.value ?? '?');
  }
}

function forExpression({ meta = {}, children }: ExpressionTree, scope: Scope): Value {
  const [source, ...rest] = children as [ExpressionTree, ...ExpressionTree[]];
  const collection = withoutLocation(evaluate(source, scope));
  if (collection instanceof Unknown) return Unknown.of(meta.value ?? '?');
  const entries = entriesOf(collection);
  const iterations = (scope.iterations ?? 1) * entries.length;
  if (iterations > maxIterations) throw new EvaluationError('the expression has too many iterations');
  const hasKey = meta.keyExpression !== undefined;
  const [key, value] = hasKey ? [rest[0], rest[1]!] : [undefined, rest[0]!];
  const condition = meta.conditionalExpression === undefined ? undefined : rest[hasKey ? 2 : 1];
  const results: [Value, Value][] = [];
  for (const [name, item] of entries) {
    const names = { [meta.valVar ?? '']: item, ...(meta.keyVar ? { [meta.keyVar]: name } : {}) };
    const inner = { ...scopeWith(scope, names), iterations };
    const isTaken = condition === undefined ? true : truth(evaluate(condition, inner));
    if (isTaken === undefined) return Unknown.of(meta.value ?? '?');
    if (isTaken) results.push([key && withoutLocation(evaluate(key, inner)), evaluate(value, inner)]);
  }
  if (key === undefined) return results.map(([, each]) => each);
  if (results.some(([each]) => each instanceof Unknown)) return Unknown.of(meta.value ?? '?');
  const result: Record<string, Value> = {};
  for (const [name, each] of results) {
    const text = scalarText(name);
    if (meta.groupedValue === true) result[text] = [...((result[text] as Value[]) ?? []), each];
    else result[text] = each;
  }
  return result;
}

/** Keys and values, in Terraform's order: maps are sorted by key. */
export function entriesOf(collection: Value): readonly (readonly [string | number, Value])[] {
  if (Array.isArray(collection)) return collection.map((each, index) => [index, each]);
  if (!isJsonObject(collection)) throw new EvaluationError('a collection is needed');
  return Object.entries(collection).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function functionCall({ meta = {}, children }: ExpressionTree, scope: Scope): Value {
  const { name = '', value: text = '?' } = meta;
  if (name === 'try' || name === 'can') {
    for (const child of children) {
      try {
        const result = evaluate(child, scope);
        if (name === 'try') return result;
        return withoutLocation(result) instanceof Unknown ? Unknown.of(text) : true;
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
      }
    }
    if (name === 'can') return false;
    throw new EvaluationError('every argument of try fails');
  }
  const args = children.map((child) => evaluate(child, scope));
  const last = withoutLocation(args.at(-1));
  if (meta.expandedFinalArgument === true) {
    if (!Array.isArray(last)) return Unknown.of(text);
    return callFunction(name, [...args.slice(0, -1), ...last].map(withoutLocation), text);
  }
  return callFunction(name, args.map(withoutLocation), text);
}
