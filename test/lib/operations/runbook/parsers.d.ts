/** The part of these packages that the tests use; neither package has types. */
declare module 'mvdan-sh' {
  /** A node of the syntax tree; its fields depend on its type. */
  export interface Node {
    readonly [field: string]: unknown;
  }
  export const syntax: {
    NewParser(): { Parse(source: string, name: string): Node };
    NodeType(node: Node): string;
    Walk(node: Node, visit: (node: Node | null) => boolean): void;
  };
}

declare module 'markdown-it' {
  export interface Token {
    readonly type: string;
    readonly tag: string;
    readonly content: string;
    /** Language of a fence. */
    readonly info: string;
    /** First line and the line after the last one; only blocks have them. */
    readonly map: readonly [number, number] | null;
    readonly children: readonly Token[] | null;
    attrGet(name: string): string | null;
  }
  export default class MarkdownIt {
    constructor(options: { readonly html: boolean });
    parse(source: string, environment: object): readonly Token[];
  }
}
