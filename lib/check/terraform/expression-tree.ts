/**
 * Syntax tree of an HCL expression, as HashiCorp's own HCL parser gives it. `meta` depends on the
 * type. A node with an empty type is a parenthesis, the key of an object, or the element of a
 * splat.
 *
 * @see https://www.npmjs.com/package/@cdktn/hcl2json (2026-11)
 */
export interface ExpressionTree {
  readonly type: string;
  readonly meta?: ExpressionMeta;
  readonly children: readonly ExpressionTree[];
}

/** Part of a traversal: `.name` or `[0]` or `["key"]`. */
export interface TraversalPart {
  readonly type: string;
  readonly segment: string;
}

/** Details of a node, by its type. */
export interface ExpressionMeta {
  /** Source text of the expression. */
  readonly value?: string;
  /** Type of a literal, or operator's result. */
  readonly type?: string;
  readonly traversal?: readonly TraversalPart[];
  readonly name?: string;
  readonly expandedFinalArgument?: boolean;
  readonly operator?: string;
  readonly keyVar?: string;
  readonly valVar?: string;
  readonly keyExpression?: string;
  readonly conditionalExpression?: string;
  readonly groupedValue?: boolean;
  readonly openRangeValue?: string;
  /** Source texts of the keys and values of an object. */
  readonly items?: Readonly<Record<string, string>>;
}

/** The tree of each template text in the configuration, by its text. */
export type ExpressionTrees = ReadonlyMap<string, ExpressionTree>;

/** Whether a text of the parsed configuration contains an expression. */
export function isTemplate(text: string): boolean {
  return /(?<!\$)\$\{|(?<!%)%\{/.test(text);
}

/** Key of a traversal part: the name, the number, or the text in quotes. */
export function keyOfPart({ segment }: TraversalPart): string | number {
  if (/^\d+$/.test(segment)) return Number(segment);
  const quoted = /^"(.*)"$/s.exec(segment)?.[1];
  if (quoted === undefined) return segment;
  try {
    return JSON.parse(segment) as string;
  } catch {
    return quoted;
  }
}

/**
 * The tree with the escapes of quoted texts resolved. The parser leaves them as they are in the
 * source; texts of a heredoc have no escapes.
 */
export function withoutEscapes(tree: ExpressionTree, isQuoted = false): ExpressionTree {
  const { type, meta, children } = tree;
  if (type === 'literalValue') {
    if (!isQuoted || meta?.type !== 'string') return tree;
    return { ...tree, meta: { ...meta, value: unescaped(meta.value ?? '') } };
  }
  const source = meta?.value ?? '';
  // The branches of a template directive are templates without quotes of their own.
  const isInside =
    type === 'template' ? source.startsWith('"') || (isQuoted && !source.startsWith('<<')) : isQuoted;
  return { ...tree, children: children.map((child) => withoutEscapes(child, isInside)) };
}

/** @see https://developer.hashicorp.com/terraform/language/expressions/strings (2026-11) */
function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs, (whole, short, long, letter) => {
    const code = Number.parseInt(short ?? long ?? '', 16);
    if (letter !== undefined) return escapes[letter] ?? whole;
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
