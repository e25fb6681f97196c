import * as path from 'node:path';
import { Worker } from 'node:worker_threads';

/** A node of the syntax tree that GitHub's own kind of Markdown gives (github.com/syntax-tree/mdast). */
export interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly depth?: number;
  readonly children?: readonly MarkdownNode[];
}

/** Parses Markdown as GitHub does: micromark with its GFM extension. */
export class MarkdownParser {
  private readonly worker = new Worker(path.join(__dirname, 'parse-markdown.mjs'));
  private readonly waiting = new Map<number, (tree: MarkdownNode) => void>();
  private count = 0;

  constructor() {
    this.worker.on('message', ({ id, tree }) => {
      this.waiting.get(id)!(tree);
      this.waiting.delete(id);
    });
  }

  async parse(text: string): Promise<MarkdownNode> {
    this.count += 1;
    const id = this.count;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.worker.postMessage({ id, text });
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}

/** A node and everything in it. */
export function nodesIn(node: MarkdownNode): readonly MarkdownNode[] {
  return [node, ...(node.children ?? []).flatMap(nodesIn)];
}

/** Cells of each row of each table. */
export function tablesIn(node: MarkdownNode): readonly (readonly (readonly MarkdownNode[])[])[] {
  return nodesIn(node)
    .filter(({ type }) => type === 'table')
    .map(({ children = [] }) => children.map((row) => row.children ?? []));
}

/** What a reader sees of a node: entities are the signs that they stand for, tags are not seen. */
export function textOf(node: MarkdownNode): string {
  if (node.type === 'html') return '';
  return node.value ?? (node.children ?? []).map(textOf).join('');
}
