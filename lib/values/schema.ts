import { z } from 'zod';

// The declarations of this file do not mention zod, so that the public types do not depend on its
// version and its compiler options.

declare const given: unique symbol;
declare const complete: unique symbol;

/** What every schema and every field of an object has: two types, for the compiler only. */
export interface Typed<Definition, Complete = Definition> {
  readonly [given]: Definition;
  readonly [complete]: Complete;
}

/**
 * Schema of a value: a zod schema, under types that keep the names and the JSDoc of definitions.
 *
 * `Definition` is the type that a user writes. `Complete` is the same value with every default
 * filled in.
 */
export interface Schema<Definition, Complete = Definition> extends Typed<Definition, Complete> {
  /** A field that can be omitted. */
  optional(): Optional<this>;
  /** A field with this default, which is complete. */
  default(value: Complete): Defaulted<this>;
  /** A field with this default, to which the defaults of its own fields are added. */
  prefault(value: Definition): Defaulted<this>;
}

/** A field that can be omitted. */
export interface Optional<S extends Typed<unknown>>
  extends Typed<DefinitionOf<S> | undefined, CompleteOf<S> | undefined> {
  readonly canBeOmitted: true;
}

/** A field with a default. */
export interface Defaulted<S extends Typed<unknown>>
  extends Typed<DefinitionOf<S> | undefined, CompleteOf<S>> {
  readonly hasDefault: true;
}

/** The type that a user writes. */
export type DefinitionOf<S extends Typed<unknown>> = S[typeof given];

/** The type with defaults filled in. */
export type CompleteOf<S extends Typed<unknown>> = S[typeof complete];

type Fields = Readonly<Record<string, Typed<unknown>>>;

/**
 * Schema of an object with exactly these fields.
 *
 * It keeps the type of the object literal, and maps it without renaming keys: so the JSDoc on the
 * keys of the literal appears in editors and in the `.d.ts`. TypeScript 7.0 shows none for any
 * mapped type (fixed after 7.0.2: microsoft/typescript-go#3659).
 */
export interface ObjectSchema<F extends Fields> extends Schema<Given<F>, Filled<F>> {
  readonly shape: F;
}

type Given<F extends Fields> = Expanded<
  Definitions<F, Exclude<keyof F, KeysOf<F, Omittable>>> & Partial<Definitions<F, KeysOf<F, Omittable>>>
>;
type Filled<F extends Fields> = Expanded<
  Completes<F, Exclude<keyof F, KeysOf<F, { canBeOmitted: true }>>> &
    Partial<Completes<F, KeysOf<F, { canBeOmitted: true }>>>
>;
type Definitions<F extends Fields, K extends keyof F> = { readonly [Key in K]: DefinitionOf<F[Key]> };
type Completes<F extends Fields, K extends keyof F> = { readonly [Key in K]: CompleteOf<F[Key]> };
type KeysOf<F extends Fields, Kind> = { [Key in keyof F]: F[Key] extends Kind ? Key : never }[keyof F];
type Omittable = { readonly canBeOmitted: true } | { readonly hasDefault: true };
/**
 * The type with its fields written out, so that editors show these and not the names of the helpers
 * above.
 */
type Expanded<T> = { [Key in keyof T]: T[Key] } & {};

export const object = <F extends Fields>(fields: F): ObjectSchema<F> =>
  z.strictObject(fields as never) as never;

/**
 * An object with the fields of both parts.
 *
 * Let the interface of the definition extend the interfaces of the parts. A spread (`object({
 * ...fields, more })`) has no JSDoc in the `.d.ts` for the spread fields.
 */
export const joined = <A extends Fields, B extends Fields>(
  first: ObjectSchema<A>,
  second: ObjectSchema<B>,
): ObjectSchema<A & B> => object({ ...first.shape, ...second.shape });

/** Schema of a list. Its type is `readonly`, so that constant lists (`as const`) are accepted. */
export interface List<Entry extends Typed<unknown>>
  extends Schema<readonly DefinitionOf<Entry>[], readonly CompleteOf<Entry>[]> {}

export const list = <Entry extends Typed<unknown>>(entry: Entry): List<Entry> =>
  z.array(entry as never) as never;

/** Schema of a value that has one of several forms. */
export interface Union<Options extends readonly Typed<unknown>[]>
  extends Schema<DefinitionOf<Options[number]>, CompleteOf<Options[number]>> {}

/** One of several objects that differ in the value of `key`. */
export const oneOf = <const Options extends readonly Typed<unknown>[]>(
  key: string,
  options: Options,
): Union<Options> => z.discriminatedUnion(key, options as never) as never;

/** One of several forms. */
export const anyOf = <const Options extends readonly Typed<unknown>[]>(options: Options): Union<Options> =>
  z.union(options as never) as never;

/** Schema of one value. */
export interface Literal<Value> extends Schema<Value> {
  readonly value: Value;
}

export const literal = <const Value extends string | number | boolean>(value: Value): Literal<Value> =>
  z.literal(value) as never;

/** One of several values. */
export const choice = <const Value extends string | number>(values: readonly Value[]): Schema<Value> =>
  z.literal(values as never) as never;

export const text: Schema<string> = z.string() as never;
export const number: Schema<number> = z.number() as never;
export const boolean: Schema<boolean> = z.boolean() as never;
export const anything: Schema<unknown> = z.unknown() as never;
export const texts = list(text);

/** An object with any keys, and values of one kind. */
export const recordOf = <Value extends Typed<unknown>>(
  value: Value,
): Schema<Readonly<Record<string, DefinitionOf<Value>>>, Readonly<Record<string, CompleteOf<Value>>>> =>
  z.record(z.string(), value as never) as never;
export const textMap = recordOf(text);
