/**
 * Report text. Everything from the compared files (names, paths, values) is code, in which Markdown
 * and HTML have no effect.
 */
export type Markup = readonly (string | Code)[];

export interface Code {
  readonly code: string;
}

/** Builds report text: `` m`${name} is replaced` ``. A value becomes code unless it is `Markup`. */
export function m(texts: TemplateStringsArray, ...values: readonly (string | number | Markup)[]): Markup {
  return texts.flatMap((text, index) => {
    const value = values[index];
    const part = value === undefined ? [] : typeof value === 'object' ? value : [{ code: String(value) }];
    return text === '' ? part : [text, ...part];
  });
}

/** Joins texts with a separator. */
export function joined(texts: readonly Markup[], between: string): Markup {
  return texts.flatMap((text, index) => (index === 0 ? text : [between, ...text]));
}

/** Names as code, with commas; the last part counts the names above the maximum. */
export function listed(names: readonly string[], max: number): Markup {
  const shown = names.length > max + 1 ? names.slice(0, max) : names;
  const more = names.length - shown.length;
  return [
    ...joined(
      shown.map((name) => m`${name}`),
      ', ',
    ),
    ...(more > 0 ? [shown.length === 0 ? String(more) : ` and ${more} more`] : []),
  ];
}
