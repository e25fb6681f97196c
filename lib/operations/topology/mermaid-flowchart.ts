/**
 * Limits of Mermaid, `maxTextSize` and `maxEdges`, with their defaults, which GitHub does not
 * change (mermaid.js.org/config/schema-docs/config, 2026-11). Invisible links count as edges.
 */
export const mermaidLimits = { characters: 50_000, edges: 500 } as const;

/**
 * Below the limits, with a margin for text that GitHub adds, and with no more nodes than a reader
 * can follow.
 */
const budget = { characters: 40_000, edges: 400, nodes: 60 } as const;

/**
 * Margin for subgraph titles with two lines. The default fits one
 * (mermaid.js.org/config/schema-docs, `subGraphTitleMargin`; 2026-11).
 */
const titleMargin = '%%{init: {"flowchart": {"subGraphTitleMargin": {"top": 4, "bottom": 30}}}}%%';

/** Node or subgraph with the classes that it uses. */
export interface FlowchartNode {
  readonly statement: string;
  readonly classes: readonly NodeClass[];
}

/** Part of a flowchart that is not split: nodes by id, subgraphs, and the links between them. */
export interface FlowchartPart {
  /** Nodes and subgraphs by id. Parts of a chart may share nodes. */
  readonly nodes: ReadonlyMap<string, FlowchartNode>;
  readonly links: readonly string[];
  /** Number of nodes in its subgraphs. @default one per statement */
  readonly nodeCount?: number;
  /** Number of links in its subgraphs. @default 0 */
  readonly innerLinks?: number;
  readonly isSubgraph?: boolean;
}

export interface FlowchartInput {
  /** Title for screen readers. */
  readonly title: string;
  readonly parts: readonly FlowchartPart[];
}

/** Flowcharts with all parts in order, as few as the limits allow. */
export function flowcharts({ title, parts }: FlowchartInput): readonly string[] {
  const charts: FlowchartPart[][] = [];
  for (const part of parts) {
    const last = charts.at(-1);
    if (last !== undefined && fits([...last, part])) last.push(part);
    else charts.push([part]);
  }
  return charts.map((each, index) =>
    textOf(charts.length === 1 ? title : `${title} (${index + 1} of ${charts.length})`, each),
  );
}

function fits(parts: readonly FlowchartPart[]): boolean {
  const edges = parts.reduce((sum, { links, innerLinks = 0 }) => sum + links.length + innerLinks, 0);
  const nodes = parts.reduce((sum, part) => sum + (part.nodeCount ?? part.nodes.size), 0);
  return edges <= budget.edges && nodes <= budget.nodes && textOf('', parts).length <= budget.characters;
}

function textOf(title: string, parts: readonly FlowchartPart[]): string {
  const nodes = new Map(parts.flatMap((part) => [...part.nodes]));
  // Mermaid stacks unlinked subgraphs from the bottom up (`flowDb.getData` iterates them backwards;
  // 12.3, 2026-11).
  const statements = [...nodes.values()].map(({ statement }) => statement);
  const ordered = parts.every(({ isSubgraph }) => isSubgraph) ? statements.reverse() : statements;
  const used = new Set([...nodes.values()].flatMap((each) => each.classes));
  return [
    ...(parts.some(({ isSubgraph }) => isSubgraph === true) ? [titleMargin] : []),
    'flowchart LR',
    `  accTitle: ${title.replace(/[^\p{L}\p{N} (),.-]/gu, ' ')}`,
    ...ordered,
    ...parts.flatMap(({ links }) => links),
    ...classes.filter(([name]) => used.has(name)).map(classDefinition),
  ].join('\n');
}

/** Pale versions of the picture's colours with dark text, which also work on dark pages. */
const classes = [
  ['gateway', '#f6e3ee', '#cc79a7'],
  ['server', '#d9eaf7', '#0072b2'],
  ['application', '#d5f0e7', '#009e73'],
  ['worker', '#fcefd3', '#e69f00'],
  ['other', '#e3f3fc', '#56b4e9'],
  ['host', '#ffffff', '#000000'],
  ['queue', '#fbe3d6', '#d55e00'],
  ['identity', '#eeeeee', '#8c8c8c'],
  ['sync', '#fdfbdf', '#b5a800'],
] as const;

function classDefinition([name, fill, stroke]: (typeof classes)[number]): string {
  return `  classDef ${name} fill:${fill},stroke:${stroke},color:#1f2328`;
}

export type NodeClass = (typeof classes)[number][0];

/** Longest line of a label, characters. Kubernetes names have at most 63, hosts 253. */
const longestLine = 90;

/**
 * Quoted label. Characters with a meaning in Mermaid, Markdown or HTML become entities
 * (mermaid.js.org/syntax/flowchart, "Entity codes to escape characters", 2026-11).
 */
export function label(...lines: readonly string[]): string {
  return `"${lines.map(escapedLine).join('<br/>')}"`;
}

function escapedLine(line: string): string {
  const letters = [...line];
  const kept = letters.length > longestLine ? [...letters.slice(0, longestLine - 1), '…'] : letters;
  return kept.map(escapedLetter).join('');
}

function escapedLetter(letter: string): string {
  if (/[\p{L}\p{N} ,.:/()@=…–×·→-]/u.test(letter)) return letter;
  const code = letter.codePointAt(0)!;
  // A label cannot show control characters.
  return code < 32 || code === 127 ? ' ' : `#${code};`;
}

/** Rectangle. */
export function node(id: string, kind: NodeClass, ...lines: readonly string[]): FlowchartNode {
  return { statement: `  ${id}[${label(...lines)}]:::${kind}`, classes: [kind] };
}

/** Cylinder. */
export function cylinder(id: string, kind: NodeClass, ...lines: readonly string[]): FlowchartNode {
  return { statement: `  ${id}[(${label(...lines)})]:::${kind}`, classes: [kind] };
}

/** Rounded rectangle. */
export function rounded(id: string, kind: NodeClass, ...lines: readonly string[]): FlowchartNode {
  return { statement: `  ${id}([${label(...lines)}]):::${kind}`, classes: [kind] };
}

/** Subgraph with nodes in rows of `columns`, aligned by invisible links. */
export function subgraph(
  id: string,
  title: string,
  nodes: readonly (FlowchartNode & { readonly id: string })[],
  columns = 3,
): FlowchartPart {
  const rows = chunks(nodes, columns)
    .filter((row) => row.length > 1)
    .map((row) => `    ${row.map((each) => each.id).join(' ~~~ ')}`);
  const statement = [
    `  subgraph ${id}[${title}]`,
    ...nodes.map((each) => `  ${each.statement}`),
    ...rows,
    '  end',
  ].join('\n');
  return {
    nodes: new Map([[id, { statement, classes: nodes.flatMap((each) => each.classes) }]]),
    links: [],
    nodeCount: nodes.length,
    innerLinks: nodes.length,
    isSubgraph: true,
  };
}

/** Splits a list into pieces of at most `size` items. */
export function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(list.length / size);
  return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size));
}
