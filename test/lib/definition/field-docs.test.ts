import * as path from 'node:path';
import { Project, type ts } from 'ts-morph';
import { definitionFields, docProblems, fieldsOf } from './field-docs';

const root = path.join(__dirname, '../../..');

const fields = definitionFields();

describe('the docstring of every field of the definition', () => {
  it('exists, and states default and unit', () => {
    expect(fields.length).toBeGreaterThan(350);
    expect(fields.flatMap(docProblems)).toEqual([]);
  });

  it.each([
    ['a docstring', 'a: text', ['x.ts:1 a has no docstring']],
    [
      'a docstring on a line of its own, because editors show no other',
      '/** A. */ a: text',
      ['x.ts:1 a has no docstring'],
    ],
    [
      'a default of an optional field',
      '\n/** A. */\na: text.optional()',
      ['x.ts:3 a is optional, but its docstring has no @default'],
    ],
    [
      'a default of a field that has one',
      '\n/** A. */\na: list(text).default([])',
      ['x.ts:3 a is optional, but its docstring has no @default'],
    ],
    [
      'no default of a required field',
      '\n/**\n * A.\n * @default none\n */\na: text',
      ['x.ts:6 a is required, but its docstring has a @default'],
    ],
    ['a unit', '\n/** Timeout. */\na: number', ['x.ts:3 a is a number without a unit']],
    [
      'a unit of a number among other forms',
      '\n/** Timeout. */\na: anyOf([number, literal(false)])',
      ['x.ts:3 a is a number without a unit'],
    ],
    [
      'the default of the schema',
      '\n/**\n * Timeout in seconds.\n * @default 100, long enough\n */\na: number.default(10)',
      ['x.ts:6 a has the default 10, but its docstring has 100, long enough'],
    ],
    [
      'a reason of a number',
      '\n/**\n * Number of pods.\n * @default 10\n */\na: number.optional()',
      ['x.ts:6 a has the default 10 without a reason'],
    ],
    [
      'a reason of a boolean',
      '\n/**\n * A.\n * @default true\n */\na: boolean.default(true)',
      ['x.ts:6 a has the default true without a reason'],
    ],
    [
      'a reason of a literal',
      '\n/**\n * A.\n * @default `warn`\n */\na: choice(["warn", "ignore"]).default("warn")',
      ['x.ts:6 a has the default `warn` without a reason'],
    ],
    [
      'a reason of a string, not only its punctuation',
      '\n/**\n * A.\n * @default `a: b`\n */\na: text.optional()',
      ['x.ts:6 a has the default `a: b` without a reason'],
    ],
    [
      'a reason of several values',
      '\n/**\n * A.\n * @default 500m CPU and 1Gi of memory\n */\na: resources.optional()',
      ['x.ts:6 a has the default 500m CPU and 1Gi of memory without a reason'],
    ],
    [
      'the fields of an object in a field',
      '\n/** A. */\na: object({ b: text })',
      ['x.ts:3 b has no docstring'],
    ],
  ])('has to have %s', (_, source, problems) => {
    expect(fieldsOf('x.ts', `object({ ${source} })`).flatMap(docProblems)).toEqual(problems);
  });

  it.each([
    '\n/** Name of the pool. */\na: text',
    '\n/** Number of pods. */\na: number',
    '\n/** Timeout. */\ntimeoutSeconds: number',
    '\n/**\n * A.\n * @default `x`, the shortest\n */\na: text.default("x")',
    '\n/**\n * A.\n * @default true: it is safe\n */\na: boolean.default(true)',
    '\n/**\n * A.\n * @default the name\n */\na: text.optional()',
    '\n/**\n * A.\n * @default none\n */\na: text.optional()',
    '\n/**\n * A.\n * @default `<name>-key`\n */\na: text.optional()',
    '\n/**\n * Number of pods.\n * @default 2 because one can fail\n */\na: number.optional()',
    '\n/**\n * A.\n * @default false; clients sign in with Entra ID\n */\na: boolean.default(false)',
  ])('is complete: %s', (source) => {
    expect(fieldsOf('x.ts', `object({ ${source} })`).flatMap(docProblems)).toEqual([]);
  });
});

describe('an editor', () => {
  const source = `
    import type { BaseDefinition, EnvironmentDefinitions } from './lib/definition/environments';
    export const base = {
      nodePools: [{ name: 'gpupool', role: 'gpu', vmSize: '', maxNodes: 3, osDisk: { sizeGiB: 512 } }],
      inferenceServers: [{ cache: { type: 'local-nvme' }, scaling: { triggers: [{ type: 'cron', start: '' }] } }],
      tritonServers: [{ repository: { type: '' } }],
      langfuse: { postgres: { port: 5432 } },
    } satisfies BaseDefinition;
    export const environments = {
      production: { nodePools: { gpupool: { maxPods: 30 } } },
    } satisfies EnvironmentDefinitions;`;
  const file = path.join(root, 'editor.ts');
  const project = new Project({
    tsConfigFilePath: path.join(root, 'tsconfig.json'),
    skipAddingFilesFromTsConfig: true,
  });
  project.createSourceFile(file, source);
  const service: ts.LanguageService = project.getLanguageService().compilerObject;

  it.each([
    ['vmSize', 'VM size of the nodes', undefined],
    ['sizeGiB', 'Size in GiB, 30 to 2048.', undefined],
    ['start', 'Start of the window', undefined],
    ['port', 'Port of the server.', '5432, the default of PostgreSQL'],
    [
      'cache',
      'Where the server keeps downloaded weights',
      "`{ type: 'ephemeral-disk' }`, which every node has",
    ],
    ['maxPods', 'Maximum number of pods on a node', '110, the number that Kubernetes supports on a node'],
  ])('shows the docstring of %s', (key, text, defaultText) => {
    const info = service.getQuickInfoAtPosition(file, source.indexOf(`${key}: `))!;
    expect(info.documentation!.map((part) => part.text).join('')).toContain(text);
    const tag = info.tags?.find(({ name }) => name === 'default');
    expect(tag?.text?.map((part) => part.text).join('')).toBe(defaultText);
  });

  it("accepts a model's config.json as an import", () => {
    const program = path.join(root, 'imports-config.ts');
    project.createSourceFile(
      path.join(root, 'qwen-config.json'),
      '{ "hidden_size": 2048, "rope": { "type": "yarn" } }',
    );
    project.createSourceFile(
      program,
      `import type { InferenceServerDefinition } from './lib/definition/inference-definition';
       import qwen from './qwen-config.json';
       export const server: InferenceServerDefinition = {
         name: 'qwen', nodePool: 'gpupool', model: 'Qwen/Qwen2.5-3B-Instruct', modelSizeGiB: 5.8, huggingFaceConfig: qwen,
       };`,
    );
    expect(service.getSemanticDiagnostics(program).map(({ messageText }) => messageText)).toEqual([]);
  });

  it('shows the name of a definition, not its fields', () => {
    const info = service.getQuickInfoAtPosition(file, source.indexOf('inferenceServers'))!;
    expect(info.displayParts!.map((part) => part.text).join('')).toBe(
      '(property) inferenceServers?: readonly InferenceServerDefinition[] | undefined',
    );
  });

  it.each([
    ["vmSize: '", 'Standard_NC24ads_A100_v4'],
    ["role: '", 'system'],
    ["repository: { type: '", 'file-share'],
  ])('completes the values of %s', (text, value) => {
    const at = source.indexOf(text) + text.length;
    const names = service.getCompletionsAtPosition(file, at, {})!.entries.map(({ name }) => name);
    expect(names).toContain(value);
  });
});
