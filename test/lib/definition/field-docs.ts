import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ts } from 'ts-morph';

const root = path.join(__dirname, '../../..');

/** Folders whose objects are a part of the definition. */
const folders = ['lib/definition', 'lib/engine/scaling/triggers', 'lib/engine/scaling/scalers'];

/** Every field of the definition. */
export function definitionFields(): readonly DocumentedField[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.join(folder, name))
      .flatMap((file) => fieldsOf(file, readFileSync(path.join(root, file), 'utf8'))),
  );
}

/** A key of an `object({ … })` in a source file. */
export interface DocumentedField {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  /** Constant of the object and keys to the field: `langfuse.postgres.port`. */
  readonly path: string;
  /** Text of the docstring without its tags; empty without a docstring. */
  readonly text: string;
  /** Text behind `@default`; undefined without the tag. */
  readonly defaultText: string | undefined;
  /** Whether a user can omit the field. */
  readonly isOptional: boolean;
  /** Argument of `.default()`, if it is one value. */
  readonly defaultValue: string | undefined;
  /** Whether a user writes a number, alone or among other forms. */
  readonly isNumeric: boolean;
}

/** All fields of the objects in a source file that imports `object` from values/schema.ts. */
export function fieldsOf(file: string, source: string): readonly DocumentedField[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const fields: DocumentedField[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'object') {
      const [argument] = node.arguments;
      if (argument !== undefined && ts.isObjectLiteralExpression(argument))
        for (const property of argument.properties) {
          // The object whose shape is spread documents its own fields.
          if (!ts.isSpreadAssignment(property)) fields.push(fieldOf(property, tree, file));
        }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return fields;
}

function fieldOf(property: ts.ObjectLiteralElementLike, tree: ts.SourceFile, file: string): DocumentedField {
  const { line } = tree.getLineAndCharacterOfPosition(property.getStart());
  const value = ts.isPropertyAssignment(property) ? property.initializer : undefined;
  const [doc] = ts.getJSDocCommentsAndTags(property).filter(ts.isJSDoc);
  const tag = ts.getJSDocTags(property).find(({ tagName }) => tagName.text === 'default');
  return {
    file,
    line: line + 1,
    name: property.name?.getText() ?? property.getText(),
    path: pathOf(property),
    text: ts.getTextOfJSDocComment(doc?.comment) ?? '',
    // One line, wherever the docstring is wrapped.
    defaultText: tag && (ts.getTextOfJSDocComment(tag.comment) ?? '').replace(/\s+/g, ' '),
    isOptional: methodOf(value) !== undefined,
    defaultValue: simpleDefault(value),
    isNumeric: value !== undefined && isNumeric(value),
  };
}

function pathOf(node: ts.Node): string {
  if (ts.isSourceFile(node)) return '';
  const isNamed = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);
  return [pathOf(node.parent), isNamed ? node.name.getText() : ''].filter((key) => key !== '').join('.');
}

/** `optional`, `default` or `prefault`, if the value ends with such a call. */
function methodOf(value: ts.Expression | undefined): string | undefined {
  if (value === undefined || !ts.isCallExpression(value)) return undefined;
  if (!ts.isPropertyAccessExpression(value.expression)) return undefined;
  const { text } = value.expression.name;
  return ['optional', 'default', 'prefault'].includes(text) ? text : undefined;
}

function simpleDefault(value: ts.Expression | undefined): string | undefined {
  if (methodOf(value) !== 'default') return undefined;
  const [argument] = (value as ts.CallExpression).arguments;
  if (argument === undefined) return undefined;
  if (ts.isStringLiteral(argument)) return argument.text;
  const isValue =
    ts.isNumericLiteral(argument) ||
    ts.isPrefixUnaryExpression(argument) ||
    argument.kind === ts.SyntaxKind.TrueKeyword ||
    argument.kind === ts.SyntaxKind.FalseKeyword;
  return isValue ? argument.getText() : undefined;
}

/** Whether `number` is a part of the value, outside of objects with keys of their own. */
function isNumeric(node: ts.Node): boolean {
  if (ts.isIdentifier(node)) return node.text === 'number';
  if (ts.isObjectLiteralExpression(node)) return false;
  if (ts.isCallExpression(node) && node.expression.getText() === 'recordOf') return false;
  return ts.forEachChild(node, (child) => isNumeric(child) || undefined) ?? false;
}

const unitInName = /(?:Seconds|Minutes|Hours|Days|GiB|Gb|Percent|percent|Pods|pods)$/;
const unitInText =
  /\b(?:numbers? of|seconds|minutes|hours|days|GiB|GB|percent(?:age)?|tokens|share of|port that|port of|sizes? in|sync wave|rank of|result)\b/i;

/** What a docstring lacks. Empty if it is complete. */
export function docProblems(field: DocumentedField): readonly string[] {
  const { text, defaultText, defaultValue, isOptional, isNumeric } = field;
  const problems = [
    text === '' && 'has no docstring',
    isOptional && (defaultText ?? '') === '' && 'is optional, but its docstring has no @default',
    !isOptional && defaultText !== undefined && 'is required, but its docstring has a @default',
    isNumeric && !unitInName.test(field.name) && !unitInText.test(text) && 'is a number without a unit',
    defaultValue !== undefined &&
      defaultText !== undefined &&
      !startsWithValue(defaultText, defaultValue) &&
      `has the default ${defaultValue}, but its docstring has ${defaultText}`,
    isValueAlone(defaultText ?? '') && `has the default ${defaultText} without a reason`,
  ];
  return problems
    .filter((problem) => problem !== false)
    .map((problem) => `${field.file}:${field.line} ${field.name} ${problem}`);
}

function startsWithValue(text: string, value: string): boolean {
  const [first = ''] = /^(?:`[^`]*`|[^\s,:;]+)/.exec(text) ?? [];
  return first.replaceAll('`', '') === value;
}

/** A value at the start of a `@default`: a number, a boolean or code. A name with a part in angle brackets is derived. */
const leadingValue = /^(?:-?\d[\w./]*|true\b|false\b|`[^`<]*`)/;

/** Whether a `@default` states a value, and nothing that explains it. */
function isValueAlone(text: string): boolean {
  const value = leadingValue.exec(text);
  if (value === null) return false;
  const rest = text.slice(value[0].length).replaceAll(/`[^`]*`/g, '');
  return !/(?:[,:;]|\bbecause)\s+\S/.test(rest);
}
