import { fieldPath } from '../../values/json';

/**
 * The schema of values: a Kubernetes object, a Terraform configuration, or a file inside a text,
 * whose schema is unknown.
 */
export type Semantics = 'kubernetes' | 'terraform' | 'data';

/** The place of two compared values. */
export interface Place {
  readonly path: string;
  /** See `FieldChange.fields`. */
  readonly fields: readonly string[];
  readonly semantics: Semantics;
}

/** A field of an object. */
export function fieldOf(place: Place, name: string): Place {
  const fields = place.semantics === 'data' ? place.fields : [...place.fields, name];
  return { ...place, path: fieldPath(place.path, name), fields };
}

/** An entry of a list, by its name or its index. */
export function entryOf(place: Place, name: string | number): Place {
  return { ...place, path: `${place.path}[${name}]` };
}

/** The content of a text, whose schema is unknown. */
export function contentOf(place: Place): Place {
  return { ...place, path: `${place.path} ›`, semantics: 'data' };
}
