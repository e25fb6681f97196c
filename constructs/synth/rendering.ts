/** A file to write. */
export interface RenderedFile {
  /** Path from the published folder, with '/' on every system. */
  readonly path: string;
  readonly text: string;
}

/** Compares paths by their bytes, without a locale, so the order is the same on every machine. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
