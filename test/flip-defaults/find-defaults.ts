import { parseSync } from '@swc/core';

/** A default in the source: a value that applies because no other is given. */
export interface Default {
  /** `<file>:<line>:<column>`. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
  /** What has the default, as the source names it: `props.skuTier`, `defaultPort`, `purgeProtectionEnabled`. */
  readonly name: string;
  /** The default as it is written. */
  readonly text: string;
  /** Byte offsets of the text. */
  readonly start: number;
  readonly end: number;
  /** The value to flip a string to: another member of its union. Undefined: any other value. */
  readonly other?: string;
}

export interface FindOptions {
  /** Literals of object literals count too: the fixed arguments of a provider's resources. */
  readonly fixedArguments: boolean;
  readonly unions: Unions;
}

/** Members of the unions of string literals, by the name of the property that has the type. */
export type Unions = ReadonlyMap<string, readonly (readonly string[])[]>;

interface Node {
  readonly type: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly [key: string]: unknown;
}

interface Source {
  readonly body: readonly Node[];
  readonly textOf: (node: Node) => string;
  readonly positionOf: (node: Node) => { start: number; end: number; line: number; column: number };
}

/**
 * Every default of a file:
 *
 * - the right side of `??`, if it is a literal or names a constant of a module,
 * - the default of a parameter or of a destructured property,
 * - the argument of zod's `.default(…)` and `.prefault(…)`,
 * - the literals of a constant of the module whose name has `default` in it,
 * - with `fixedArguments`, each literal that an object literal gives to a property.
 *
 * Each literal in an object, an array of objects or a conditional is a default of its own.
 */
export function findDefaults(file: string, text: string, options: FindOptions): readonly Default[] {
  const source = parseSource(text);
  const constants = moduleConstants(source.body);
  const found = new Map<string, Default>();

  const add = (node: Node, name: string) => {
    const { start, end, line, column } = source.positionOf(node);
    const id = `${file}:${line}:${column}`;
    if (found.has(id)) return;
    const other =
      node.type === 'StringLiteral' ? otherMember(options.unions, name, node.value as string) : undefined;
    found.set(id, { id, file, line, name, text: oneLine(source.textOf(node)), start, end, other });
  };

  const addLiterals = (node: Node, name: string, isFallback: boolean) => {
    for (const literal of literalsOf(node, name, isFallback, constants)) add(literal.node, literal.name);
  };

  /** `field` is the property that the node is a part of the value of: a schema names a field there. */
  const visit = (node: Node, isInCheck: boolean, field: string): void => {
    let inCheck = isInCheck;
    let innerField = field;
    switch (node.type) {
      case 'BinaryExpression':
        if (node.operator === '??')
          addLiterals(node.right as Node, oneLine(source.textOf(node.left as Node)), true);
        break;
      case 'AssignmentPattern':
        addLiterals(node.right as Node, oneLine(source.textOf(node.left as Node)), true);
        break;
      case 'AssignmentPatternProperty':
        if (node.value) addLiterals(node.value as Node, (node.key as Node).value as string, true);
        break;
      case 'CallExpression': {
        const callee = node.callee as Node;
        const called = oneLine(source.textOf(callee));
        const first = (node.arguments as { expression: Node }[])[0];
        if (/\.(default|prefault)$/.test(called) && first !== undefined)
          addLiterals(first.expression, field, true);
        inCheck ||= isCheck(called);
        break;
      }
      case 'KeyValueProperty':
        innerField = keyOf(node);
        if (options.fixedArguments && !inCheck && !isLimit(keyOf(node)))
          addLiterals(node.value as Node, keyOf(node), false);
        break;
    }
    for (const child of childrenOf(node)) visit(child, inCheck, innerField);
  };

  for (const node of source.body) {
    const declared = constantsOf(node);
    visit(node, false, declared[0]?.name ?? '');
    for (const { name, init } of declared) {
      if (/default/i.test(name) && init !== undefined) addLiterals(init, name, true);
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** The literals of an expression, one by one, and with `isFallback` the constants and what is empty. */
function literalsOf(
  expression: Node,
  name: string,
  isFallback: boolean,
  constants: ReadonlySet<string>,
): readonly { readonly node: Node; readonly name: string }[] {
  const node = unwrapped(expression);
  const inner = (each: Node, innerName: string) => literalsOf(each, innerName, isFallback, constants);
  if (isScalar(node)) return [{ node, name }];
  switch (node.type) {
    case 'ArrayExpression': {
      const elements = elementsOf(node);
      const isWhole = elements.every((each) => isScalar(unwrapped(each)));
      if (!isWhole) return elements.flatMap((each, index) => inner(each, `${name}[${index}]`));
      return elements.length > 0 || isFallback ? [{ node, name }] : [];
    }
    case 'ObjectExpression': {
      const properties = node.properties as Node[];
      if (properties.length === 0 && isFallback) return [{ node, name }];
      return properties
        .filter(({ type }) => type === 'KeyValueProperty')
        .flatMap((property) => inner(property.value as Node, `${name}.${keyOf(property)}`));
    }
    case 'ConditionalExpression':
      return [...inner(node.consequent as Node, name), ...inner(node.alternate as Node, name)];
    default:
      return isFallback && constants.has(rootName(node) ?? '') ? [{ node, name }] : [];
  }
}

/**
 * The text with a call of `__flip` around each of the defaults. It returns the value, or another one if that default is to be flipped: see
 * flip-value.ts.
 */
export function withFlips(text: string, defaults: readonly Default[]): string {
  const bytes = Buffer.from(text);
  const edits = defaults.flatMap(({ id, start, end, other }) => [
    { at: start, width: end - start, insert: `__flip(${JSON.stringify(id)}, ` },
    { at: end, width: 0, insert: other === undefined ? ')' : `, ${JSON.stringify(other)})` },
  ]);
  // What ends at a place comes before what starts there, and the outer one starts first.
  edits.sort((a, b) => a.at - b.at || Number(a.width > 0) - Number(b.width > 0) || b.width - a.width);
  let result = '';
  let from = 0;
  for (const { at, insert } of edits) {
    result += bytes.subarray(from, at).toString() + insert;
    from = at;
  }
  return result + bytes.subarray(from).toString();
}

/** The unions of string literals in the types and in the zod schemas of the files. */
export function findUnions(texts: readonly string[]): Unions {
  const sources = texts.map(parseSource);
  const named = new Map<string, readonly string[]>();
  const unions = new Map<string, (readonly string[])[]>();
  const add = (name: string, members: readonly string[] | undefined) => {
    if (members === undefined || members.length < 2) return;
    unions.set(name, [...(unions.get(name) ?? []), members]);
  };
  for (const { body } of sources) {
    for (const node of body) {
      const declared = (node.declaration as Node | undefined) ?? node;
      if (declared.type === 'TsTypeAliasDeclaration') {
        const members = membersOfType(declared.typeAnnotation as Node, named);
        if (members !== undefined) named.set((declared.id as Node).value as string, members);
      }
      for (const { name, init } of constantsOf(node)) {
        const members = init && stringsOf(unwrapped(init));
        if (members !== undefined) named.set(name, members);
      }
    }
  }
  const visit = (node: Node): void => {
    if (node.type === 'TsPropertySignature') {
      const annotation = (node.typeAnnotation as Node | undefined)?.typeAnnotation as Node | undefined;
      add(keyOf(node), annotation && membersOfType(annotation, named));
    }
    if (node.type === 'KeyValueProperty') {
      for (const call of callsIn(node.value as Node)) {
        const argument = (call.arguments as { expression: Node }[])[0];
        const first = argument && unwrapped(argument.expression);
        add(keyOf(node), first && (stringsOf(first) ?? named.get(rootName(first) ?? '')));
      }
    }
    for (const child of childrenOf(node, true)) visit(child);
  };
  for (const { body } of sources) body.forEach(visit);
  return unions;
}

function otherMember(unions: Unions, name: string, value: string): string | undefined {
  const key = /(\w+)\W*$/.exec(name)?.[1] ?? '';
  const members = (unions.get(key) ?? []).find((each) => each.includes(value));
  return members?.[(members.indexOf(value) + 1) % members.length];
}

function membersOfType(
  type: Node,
  named: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  if (type.type === 'TsTypeReference') return named.get(((type.typeName as Node).value as string) ?? '');
  if (type.type !== 'TsUnionType') return undefined;
  const members = (type.types as Node[]).flatMap((each) => {
    const literal = each.type === 'TsLiteralType' ? (each.literal as Node) : undefined;
    return literal?.type === 'StringLiteral' ? [literal.value as string] : [];
  });
  return members.length < 2 ? undefined : members;
}

/** Calls in the schema of a field: `z.enum([…])`, or what a project calls it. The fields of a nested object have names of their own. */
function callsIn(node: Node): readonly Node[] {
  if (node.type === 'ObjectExpression') return [];
  return [...(node.type === 'CallExpression' ? [node] : []), ...childrenOf(node).flatMap(callsIn)];
}

function stringsOf(node: Node): readonly string[] | undefined {
  if (node.type !== 'ArrayExpression') return undefined;
  const elements = elementsOf(node);
  const isStrings = elements.length > 0 && elements.every(({ type }) => type === 'StringLiteral');
  return isStrings ? elements.map(({ value }) => value as string) : undefined;
}

/** swc counts bytes on over all files that it parses: the position of the first token, an empty statement, is the start of the file. */
function parseSource(text: string): Source {
  const [first, ...body] = parseSync(`;${text}`, { syntax: 'typescript', target: 'es2022' })
    .body as unknown as Node[];
  const base = first!.span.start + 1;
  const bytes = Buffer.from(text);
  const textOf = ({ span }: Node) => bytes.subarray(span.start - base, span.end - base).toString();
  const positionOf = ({ span }: Node) => {
    const before = bytes
      .subarray(0, span.start - base)
      .toString()
      .split('\n');
    return {
      start: span.start - base,
      end: span.end - base,
      line: before.length,
      column: before.at(-1)!.length + 1,
    };
  };
  return { body, textOf, positionOf };
}

/** Names that the module itself declares as a constant, or imports. */
function moduleConstants(body: readonly Node[]): ReadonlySet<string> {
  const names = body.flatMap((node) => {
    if (node.type !== 'ImportDeclaration') return constantsOf(node).map(({ name }) => name);
    return (node.specifiers as Node[]).map(({ local }) => (local as Node).value as string);
  });
  return new Set(names);
}

function constantsOf(node: Node): readonly { readonly name: string; readonly init: Node | undefined }[] {
  const declared = (node.declaration as Node | undefined) ?? node;
  if (declared.type !== 'VariableDeclaration' || declared.kind !== 'const') return [];
  return (declared.declarations as { id: Node; init?: Node }[]).flatMap(({ id, init }) =>
    id.type === 'Identifier' ? [{ name: id.value as string, init }] : [],
  );
}

function elementsOf(array: Node): readonly Node[] {
  return (array.elements as ({ expression: Node } | undefined)[]).flatMap((each) => each?.expression ?? []);
}

function unwrapped(node: Node): Node {
  const isWrapper = /^(Parenthesis|TsAs|TsSatisfies|TsConst|TsNonNull|TsTypeAssertion)/.test(node.type);
  return isWrapper ? unwrapped(node.expression as Node) : node;
}

function isScalar(node: Node): boolean {
  if (node.type === 'UnaryExpression') return node.operator === '-' && isScalar(node.argument as Node);
  if (node.type === 'BinaryExpression') {
    return (
      node.operator !== '??' && [node.left, node.right].every((each) => isScalar(unwrapped(each as Node)))
    );
  }
  return /^(Boolean|Numeric|String|Template)Literal$/.test(node.type);
}

/** `a` of `a.b.c`; undefined for what is no name. */
function rootName(node: Node): string | undefined {
  if (node.type === 'MemberExpression') return rootName(node.object as Node);
  return node.type === 'Identifier' ? (node.value as string) : undefined;
}

function keyOf(node: Node): string {
  return String((node.key as Node).value);
}

/** What a check compares with is a limit, no default. */
function isCheck(called: string): boolean {
  return /^(require|check|refuse)|^problems?\b|\bproblems\.|annotations/i.test(called);
}

/** What `requireInteger` and its kind compare with. */
function isLimit(key: string): boolean {
  return ['min', 'max', 'unit'].includes(key);
}

function childrenOf(node: Node, withTypes = false): readonly Node[] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'span' || value === null || typeof value !== 'object') return [];
    return (Array.isArray(value) ? value : [value]).flatMap((each) => nodesOf(each, withTypes));
  });
}

function nodesOf(value: unknown, withTypes: boolean): readonly Node[] {
  if (value === null || typeof value !== 'object') return [];
  const node = value as Node;
  if (typeof node.type !== 'string') {
    // Arguments, elements and parameters are in an object of their own.
    return Object.values(node).flatMap((each) =>
      Array.isArray(each) ? each.flatMap((inner) => nodesOf(inner, withTypes)) : nodesOf(each, withTypes),
    );
  }
  const isType = /^Ts/.test(node.type) && unwrapped(node) === node;
  return isType && !withTypes ? [] : [node];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
