import type { JsonObject } from '../../values/json';

/**
 * A value by the first version that has it: `{ "1.35": …, "1.37": null }` holds in 1.35 and 1.36,
 * and is gone from 1.37 on.
 */
export type ByVersion<T> = Readonly<Record<string, T | null>>;

/** The kinds of several versions of Kubernetes. `npm run schemas` writes it from their OpenAPI. */
export interface KubernetesSchemas {
  /** Minor versions, oldest first: `1.35`. */
  readonly versions: readonly string[];
  /** Names of definitions by `apps/v1/Deployment`. */
  readonly kinds: Readonly<Record<string, ByVersion<string>>>;
  /** JSON Schemas; `$ref` is `#/definitions/<name>`. */
  readonly definitions: Readonly<Record<string, ByVersion<JsonObject>>>;
}

/** Kinds of CustomResourceDefinitions. `npm run schemas` writes it from their files. */
export interface CustomResourceSchemas {
  readonly kinds: Readonly<
    Record<string, { readonly product: string; readonly version: string; readonly definition: string }>
  >;
  /** JSON Schemas; parts that several kinds have are definitions of their own. */
  readonly definitions: Readonly<Record<string, JsonObject>>;
}

/** A field in `metadata` of a KEDA trigger. */
export interface TriggerField {
  /** What KEDA parses the text as. @default text */
  readonly type?: 'integer' | 'number' | 'boolean' | 'duration';
  /** Whether KEDA refuses the trigger without it. @default false */
  readonly required?: true;
  /** Former names, which KEDA still reads. @default none */
  readonly aliases?: readonly string[];
  /** The only values that KEDA accepts. @default any */
  readonly allowed?: readonly string[];
  /** Other places of the value: a variable named in `<name>FromEnv`, the TriggerAuthentication. */
  readonly from?: readonly ('env' | 'authentication')[];
}

/** The fields of one type of trigger. */
export type TriggerFields = Readonly<Record<string, TriggerField>>;

/** The triggers of several versions of KEDA. `npm run schemas` writes it from KEDA's sources. */
export interface TriggerSchemas {
  /** Minor versions, oldest first: `2.17`. */
  readonly versions: readonly string[];
  readonly types: Readonly<Record<string, ByVersion<TriggerFields>>>;
}

/** Everything that the check knows about the forms of objects. */
export interface SchemaTables {
  readonly kubernetes: KubernetesSchemas;
  readonly customResources: CustomResourceSchemas;
  readonly triggers: TriggerSchemas;
}

/** The value at a version; undefined if that version does not have it. */
export function atVersion<T>(values: ByVersion<T> | undefined, version: string): T | undefined {
  let found: T | null | undefined;
  for (const [from, value] of Object.entries(values ?? {})) {
    if (compareVersions(from, version) <= 0) found = value;
  }
  return found ?? undefined;
}

/** Compares versions such as `1.9` and `1.10` by their numbers. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((each) => each.split('.').map(Number));
  const length = Math.max(left!.length, right!.length);
  for (let index = 0; index < length; index++) {
    const difference = (left![index] ?? 0) - (right![index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
