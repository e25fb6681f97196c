/** A file as it is going to be on disk. */
export interface RenderedFile {
  /** From the folder that it is published to, with '/' on every system. */
  readonly path: string;
  readonly text: string;
}

/** Compares as bytes do, not as a locale does: the same order on every machine. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
