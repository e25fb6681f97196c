/** Text of ours, with what comes from the files in it as code: names, paths, values. Nothing in them is read as Markdown or HTML. */
export type Markup = readonly (string | Code)[];

export interface Code {
  readonly code: string;
}

/** `` m`${name} is made anew` ``: what is put in is code, unless it is a text of ours already. */
export function m(texts: TemplateStringsArray, ...values: readonly (string | number | Markup)[]): Markup {
  return texts.flatMap((text, index) => {
    const value = values[index];
    const part = value === undefined ? [] : typeof value === 'object' ? value : [{ code: String(value) }];
    return text === '' ? part : [text, ...part];
  });
}

/** Several texts with something between them. */
export function joined(texts: readonly Markup[], between: string): Markup {
  return texts.flatMap((text, index) => (index === 0 ? text : [between, ...text]));
}

/** Names as code, with a comma between them; those that are too many are counted. */
export function listed(names: readonly string[], most: number): Markup {
  const shown = names.length > most + 1 ? names.slice(0, most) : names;
  const more = names.length - shown.length;
  return [
    ...joined(
      shown.map((name) => m`${name}`),
      ', ',
    ),
    ...(more > 0 ? [shown.length === 0 ? String(more) : ` and ${more} more`] : []),
  ];
}
