import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { TriggerField, TriggerFields, TriggerSchemas } from '../../lib/facts/schemas/tables';
import { record } from './kubernetes';

/** Sources of a release of KEDA. */
export interface KedaSources {
  /** `2.20`. */
  readonly version: string;
  /** Folder with `pkg/scalers` and `pkg/scaling`. */
  readonly folder: string;
}

/**
 * The fields of each type of trigger, from the tags of KEDA's own configuration structs
 * (`keda:"name=…, order=…"`), which KEDA parses and validates by.
 */
export function triggerSchemas(sources: readonly KedaSources[]): TriggerSchemas {
  const types: Record<string, Record<string, TriggerFields | null>> = {};
  for (const { version, folder } of sources) record(types, version, fieldsByType(folder));
  const names = Object.keys(types).sort();
  return {
    versions: sources.map(({ version }) => version),
    types: Object.fromEntries(names.map((name) => [name, types[name]!])),
  };
}

interface GoField {
  readonly name: string;
  readonly type: string;
  /** The text in the tag; undefined for a field that KEDA does not read from the configuration. */
  readonly tag?: string;
}

type GoStructs = ReadonlyMap<string, readonly GoField[]>;

function fieldsByType(folder: string): Readonly<Record<string, TriggerFields>> {
  const scalers = path.join(folder, 'pkg/scalers');
  const files = goFiles(scalers);
  const authentication = path.join(scalers, 'authentication');
  // Other packages name a struct with its package; it embeds its neighbours without.
  const authenticationStructs = structsOf([...goFiles(authentication).values()].join('\n'));
  const shared = new Map([
    ...authenticationStructs,
    ...[...authenticationStructs].map(([name, fields]) => [`authentication.${name}`, fields] as const),
    ...structsOf([...files.values()].join('\n')),
  ]);
  const builder = readFileSync(path.join(folder, 'pkg/scaling/scalers_builder.go'), 'utf8');
  return Object.fromEntries(
    [...builder.matchAll(/case ((?:"[^"]+"(?:, )?)+):\s+return scalers\.(New\w+)\(/g)].flatMap(
      ([, names, constructorName]) => {
        const source = [...files.values()].find((text) => text.includes(`func ${constructorName}(`));
        const fields = source === undefined ? {} : fieldsOf(structsOf(source), shared);
        // A scaler without tags parses its metadata by hand: nothing is known about it.
        if (Object.keys(fields).length === 0) return [];
        return [...names!.matchAll(/"([^"]+)"/g)].map(([, name]) => [name!, fields] as const);
      },
    ),
  );
}

function goFiles(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'));
  return new Map(names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

function structsOf(source: string): GoStructs {
  return new Map(
    [...source.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)].map(([, name, body]) => [
      name!,
      body!.split('\n').flatMap((line): readonly GoField[] => {
        const field = /^\s+(?:(\w+)\s+)?([\w.*[\]]+)\s*(?:`keda:"([^"]*)"`)?\s*(?:\/\/.*)?$/.exec(line);
        if (field === null) return [];
        const [, fieldName, type, tag] = field;
        return [{ name: fieldName ?? type!, type: type!, ...(tag === undefined ? {} : { tag }) }];
      }),
    ]),
  );
}

/** The fields of the configuration structs of a scaler's file that no other struct contains. */
function fieldsOf(own: GoStructs, shared: GoStructs): TriggerFields {
  const tagged = [...own].filter(([, fields]) => fields.some(({ tag }) => tag !== undefined));
  const nested = new Set(tagged.flatMap(([, fields]) => fields.map(({ type }) => bareType(type))));
  const roots = tagged.filter(([name]) => !nested.has(name));
  const all = roots.map(([, fields]) => readStruct(fields, shared, false));
  if (all.length < 2) return all[0] ?? {};
  // Several structs in one file are for several types of trigger: which needs what is not known.
  return Object.fromEntries(all.flatMap((fields) => Object.entries(fields).map(optional)));
}

function optional([name, field]: [string, TriggerField]): [string, TriggerField] {
  const { required: _, ...rest } = field;
  return [name, rest];
}

function readStruct(fields: readonly GoField[], shared: GoStructs, isOptional: boolean): TriggerFields {
  return Object.fromEntries(
    fields.flatMap(({ type, tag }): readonly [string, TriggerField][] => {
      if (tag === undefined) {
        // Embedded structs have no tag of their own.
        const embedded = shared.get(bareType(type));
        return embedded === undefined ? [] : Object.entries(readStruct(embedded, shared, isOptional));
      }
      const parts = tag.split(',').map((part) => part.trim());
      const parameter = (key: string) =>
        parts
          .find((part) => part.split('=')[0]!.trim() === key)
          ?.split('=')
          .slice(1)
          .join('=')
          .trim();
      const isOptionalField = parts.some((part) => part === 'optional') || parameter('optional') === 'true';
      const names = parameter('name')?.split(';');
      if (names === undefined) {
        const nestedFields = shared.get(bareType(type)) ?? [];
        return Object.entries(readStruct(nestedFields, shared, isOptional || isOptionalField));
      }
      const order = parameter('order')?.split(';') ?? [];
      const isDeprecated = parts.some((part) => /^deprecated(?:=|$)/.test(part));
      if (isDeprecated) return [];
      // Fields of the TriggerAuthentication alone are no fields of the metadata.
      const isRequired =
        order.includes('triggerMetadata') &&
        !isOptional &&
        !isOptionalField &&
        parameter('default') === undefined;
      const goType = goTypes[type];
      const from = [
        ...(order.includes('resolvedEnv') ? (['env'] as const) : []),
        ...(order.includes('authParams') ? (['authentication'] as const) : []),
      ];
      const allowed = parameter('enum')?.split(';');
      return [
        [
          names[0]!,
          {
            ...(goType === undefined ? {} : { type: goType }),
            ...(isRequired ? { required: true } : {}),
            ...(names.length > 1 ? { aliases: names.slice(1) } : {}),
            ...(allowed === undefined ? {} : { allowed }),
            ...(from.length === 0 ? {} : { from }),
          },
        ],
      ];
    }),
  );
}

function bareType(type: string): string {
  return type.replace(/^\*/, '');
}

const goTypes: Readonly<Record<string, NonNullable<TriggerField['type']>>> = {
  int: 'integer',
  int32: 'integer',
  int64: 'integer',
  float64: 'number',
  float32: 'number',
  bool: 'boolean',
  'time.Duration': 'duration',
  '*int64': 'integer',
  '*float64': 'number',
  '*bool': 'boolean',
};
