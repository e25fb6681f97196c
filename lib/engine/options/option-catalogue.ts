import type { Lifetime, OptionRow, OptionTable } from '../../facts/engine-options/option-table';

/** An option of one release, found by one of its names. */
export interface FoundOption {
  /** Its first name, such as `--max-model-len`. */
  readonly name: string;
  readonly row: OptionRow;
  /** Whether the name switches the option off. */
  readonly isNegative: boolean;
}

/** The options of one release of an engine. */
export class OptionCatalogue {
  private readonly byName = new Map<string, FoundOption>();

  constructor(
    readonly table: OptionTable,
    readonly version: string,
  ) {
    for (const [name, rows] of Object.entries(table.options)) {
      const row = rows.find((each) => this.holds(each.in));
      if (row === undefined) continue;
      this.add(name, { name, row, isNegative: false });
      for (const each of this.living(row.also)) this.add(each, { name, row, isNegative: false });
      const usual = row.kind === 'switch' ? { [`--no-${name.slice(2)}`]: '' } : undefined;
      for (const each of this.living(row.not ?? usual)) this.add(each, { name, row, isNegative: true });
    }
  }

  /** Whether a lifetime contains the release. */
  holds(lifetime: Lifetime | undefined): boolean {
    return (lifetime ?? '').split(',').some((range) => {
      const [first = '', last = ''] = range.split('-');
      const index = this.indexOf(this.version);
      return (first === '' || this.indexOf(first) <= index) && (last === '' || index <= this.indexOf(last));
    });
  }

  /** Names of a record of lifetimes that the release has. */
  living(names: Readonly<Record<string, Lifetime>> = {}): readonly string[] {
    return Object.entries(names).flatMap(([name, lifetime]) => (this.holds(lifetime) ? [name] : []));
  }

  /**
   * Options that a name means: one for a name or a unique abbreviation, several for an ambiguous
   * one, none for an unknown name.
   */
  find(name: string): readonly FoundOption[] {
    const exact = this.byName.get(name);
    if (exact !== undefined || !name.startsWith('--')) return exact === undefined ? [] : [exact];
    const meant = [...this.byName].filter(([each]) => each.startsWith(name)).map(([, option]) => option);
    return [...new Map(meant.map((option) => [`${option.name} ${option.isNegative}`, option])).values()];
  }

  /** Every name that the engine accepts. */
  get names(): readonly string[] {
    return [...this.byName.keys()];
  }

  private add(name: string, option: FoundOption): void {
    if (!this.byName.has(name)) this.byName.set(name, option);
  }

  private indexOf(version: string): number {
    return this.table.versions.indexOf(version);
  }
}
