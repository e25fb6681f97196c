/** Ids for a diagram: what people call things may be a word of Mermaid (`end`, `graph`), or have signs that it reads. */
export class NodeIds {
  private readonly ids = new Map<string, string>();

  constructor(private readonly prefix: string) {}

  /** The same for the same name; in the order in which names are asked for. */
  of(name: string): string {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const id = `${this.prefix}${this.ids.size + 1}`;
    this.ids.set(name, id);
    return id;
  }
}
