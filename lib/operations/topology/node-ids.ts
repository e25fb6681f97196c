/**
 * Ids for a diagram: a name may be a keyword of Mermaid (`end`, `graph`) or contain special
 * characters.
 */
export class NodeIds {
  private readonly ids = new Map<string, string>();

  constructor(private readonly prefix: string) {}

  /** Id of a name. Ids are numbered in the order of the first calls. */
  of(name: string): string {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const id = `${this.prefix}${this.ids.size + 1}`;
    this.ids.set(name, id);
    return id;
  }
}
