import { fieldPath } from '../../values/json';

/**
 * What values mean: fields of a Kubernetes object, of Terraform's configuration, or of a file within a text, of which nothing is known.
 */
export type Semantics = 'kubernetes' | 'terraform' | 'data';

/** Where two values are compared. */
export interface Place {
  readonly path: string;
  /** See `FieldChange.fields`. */
  readonly fields: readonly string[];
  readonly semantics: Semantics;
}

/** The field of an object. */
export function fieldOf(place: Place, name: string): Place {
  const fields = place.semantics === 'data' ? place.fields : [...place.fields, name];
  return { ...place, path: fieldPath(place.path, name), fields };
}

/** The entry of a list, by its name or its index. */
export function entryOf(place: Place, name: string | number): Place {
  return { ...place, path: `${place.path}[${name}]` };
}

/** The content of a text: its own fields are of no schema that is known. */
export function contentOf(place: Place): Place {
  return { ...place, path: `${place.path} ›`, semantics: 'data' };
}
