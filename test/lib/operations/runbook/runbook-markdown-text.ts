import MarkdownIt, { type Token } from 'markdown-it';

/** The elements of a runbook, from a Markdown parser. */
export interface RunbookText {
  readonly headings: readonly { readonly level: number; readonly title: string }[];
  /** Targets of links. */
  readonly links: readonly string[];
  /** Code blocks with their language. */
  readonly fences: readonly { readonly language: string; readonly code: string }[];
  /** Code within text. */
  readonly inlineCode: readonly string[];
  /** Rows of each table, with cells as text. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** Everything that the parser treats as HTML. */
  readonly html: readonly string[];
}

export function readMarkdown(source: string): RunbookText {
  const tokens = new MarkdownIt({ html: true }).parse(source, {});
  const inline = tokens.flatMap(({ children }) => children ?? []);
  return {
    headings: tokens.flatMap((token, index) =>
      token.type === 'heading_open'
        ? [{ level: Number(token.tag.slice(1)), title: tokens[index + 1]!.content }]
        : [],
    ),
    links: inline.flatMap((token) => (token.type === 'link_open' ? [token.attrGet('href')!] : [])),
    fences: tokens.flatMap(({ type, info, content }) =>
      type === 'fence' ? [{ language: info, code: content }] : [],
    ),
    inlineCode: inline.flatMap(({ type, content }) => (type === 'code_inline' ? [content] : [])),
    tables: readTables(tokens),
    html: [...tokens, ...inline].flatMap(({ type, content }) => (type.startsWith('html_') ? [content] : [])),
  };
}

function readTables(tokens: readonly Token[]): readonly (readonly (readonly string[])[])[] {
  const tables: string[][][] = [];
  tokens.forEach(({ type }, index) => {
    if (type === 'table_open') tables.push([]);
    else if (type === 'tr_open') tables.at(-1)!.push([]);
    else if (type === 'th_open' || type === 'td_open')
      tables
        .at(-1)!
        .at(-1)!
        .push(tokens[index + 1]!.content);
  });
  return tables;
}

/**
 * The anchor of a heading on GitHub: lower case, without punctuation, a hyphen for each space. Implemented independently of the code under
 * test. Source: Flet/github-slugger (2026-11).
 */
export function gitHubAnchor(title: string): string {
  return `#${title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')}`;
}

/** The text of a section, from its heading to the next heading of the same or a higher level. */
export function sectionOf(source: string, title: string): string {
  const tokens = new MarkdownIt({ html: true }).parse(source, {});
  const headings = tokens.flatMap(({ type, tag, map }, index) =>
    type === 'heading_open'
      ? [{ level: Number(tag.slice(1)), line: map![0], title: tokens[index + 1]!.content }]
      : [],
  );
  const start = headings.findIndex((heading) => heading.title === title);
  if (start === -1) throw new Error(`No heading "${title}".`);
  const { level, line } = headings[start]!;
  const end = headings.slice(start + 1).find((heading) => heading.level <= level);
  return source.split('\n').slice(line, end?.line).join('\n');
}
