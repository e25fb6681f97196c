import * as path from 'node:path';
import type { PictureFile } from '../lib/check/deployment-picture';
import type { UnreadablePart } from '../lib/check/read-files';
import { type ExpressionTree, isTemplate, withoutEscapes } from '../lib/check/terraform/expression-tree';
import type { ModuleFile, ModuleFolders } from '../lib/check/terraform/module-folders';
import { isJsonObject, type JsonObject } from '../lib/values/json';

/** Parsed Terraform folders, and the files that are not valid HCL. */
export interface ParsedTerraform {
  readonly modules: ModuleFolders;
  readonly unreadable: readonly UnreadablePart[];
}

/** Whether the files contain HCL. Loading its parser takes a third of a second. */
export function hasHcl(files: readonly PictureFile[]): boolean {
  return files.some(({ path: name }) => name.endsWith('.tf'));
}

/**
 * Parses the HCL of the files with HashiCorp's parser: the files of each folder are a module.
 * `*.tf.json` and variable files of the same folders belong to them.
 */
export async function parseTerraform(files: readonly PictureFile[]): Promise<ParsedTerraform> {
  const { parse, getExpressionAst } = await import('@cdktn/hcl2json');
  const unreadable: UnreadablePart[] = [];
  const folders = new Map<string, ModuleFile[]>();
  const variables = new Map<string, JsonObject>();
  const texts = new Set<string>();
  const withHcl = new Set(files.filter(({ path: name }) => name.endsWith('.tf')).map(folderOf));
  for (const file of files) {
    const folder = folderOf(file);
    const isModule = /\.tf(?:\.json)?$/.test(file.path) && withHcl.has(folder);
    const isVariables = /(?:^|\/)(?:terraform|[^/]+\.auto)\.tfvars(?:\.json)?$/.test(file.path);
    if (!isModule && !isVariables) continue;
    try {
      const body = file.path.endsWith('.json') ? JSON.parse(file.text) : await parse(file.path, file.text);
      if (!isJsonObject(body)) continue;
      collectTemplates(body, texts);
      if (isModule) folders.set(folder, [...(folders.get(folder) ?? []), { path: file.path, body }]);
      else variables.set(folder, { ...variables.get(folder), ...body });
    } catch (error) {
      unreadable.push({ file: file.path, ...problemOf(error as Error, file.path) });
    }
  }
  const trees = new Map<string, ExpressionTree>();
  for (const text of texts) {
    const tree = await treeOf(text, getExpressionAst);
    if (tree !== undefined) trees.set(text, tree);
  }
  return { modules: { folders, variables, trees }, unreadable };
}

function folderOf({ path: name }: PictureFile): string {
  const folder = path.posix.dirname(name);
  return folder === '.' ? '' : folder;
}

function collectTemplates(json: unknown, texts: Set<string>): void {
  if (typeof json === 'string') {
    if (isTemplate(json)) texts.add(json);
  } else if (Array.isArray(json)) {
    for (const each of json) collectTemplates(each, texts);
  } else if (isJsonObject(json)) {
    for (const [key, each] of Object.entries(json)) {
      collectTemplates(key, texts);
      collectTemplates(each, texts);
    }
  }
}

/**
 * A text that is one expression is parsed as that, so that lists stay lists. Others are templates.
 */
async function treeOf(
  text: string,
  parse: (name: string, source: string) => Promise<unknown>,
): Promise<ExpressionTree | undefined> {
  const single = /^\$\{([\s\S]*)\}$/.exec(text)?.[1];
  const sources = [
    ...(single === undefined ? [] : [single.trim()]),
    `<<AKSAI_TEMPLATE\n${text}\nAKSAI_TEMPLATE\n`,
  ];
  for (const source of sources) {
    try {
      const tree = (await parse('expression', source)) as ExpressionTree | null;
      if (tree === null) continue;
      return withoutEscapes(source === single?.trim() ? tree : withoutLastLineEnd(tree));
    } catch {
      // The text is a template, or it is not valid and its value is unknown.
    }
  }
  return undefined;
}

/** A heredoc ends with a line end that the text does not have. */
function withoutLastLineEnd(tree: ExpressionTree): ExpressionTree {
  const last = tree.children.at(-1);
  if (tree.type !== 'template' || last?.type !== 'literalValue') return tree;
  const value = last.meta?.value ?? '';
  if (!value.endsWith('\n')) return tree;
  const children = [
    ...tree.children.slice(0, -1),
    { ...last, meta: { ...last.meta, value: value.slice(0, -1) } },
  ];
  return { ...tree, children };
}

/** The line and the sentence of a parser's message: `parse config: [main.tf:10,46-11,1: …`. */
function problemOf({ message }: Error, file: string): { readonly line?: number; readonly message: string } {
  const at = message.indexOf(`${file}:`);
  const [, line, sentence] =
    /^(\d+),\d+(?:-\d+(?:,\d+)?)?: ([^;\]]*)/.exec(at === -1 ? '' : message.slice(at + file.length + 1)) ??
    [];
  return line === undefined
    ? { message: message.split('\n')[0]! }
    : { line: Number(line), message: sentence! };
}
