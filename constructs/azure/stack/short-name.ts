/** Truncates a name to the length that Azure allows, without a trailing hyphen. */
export function shortName(name: string, maxLength: number): string {
  return name.slice(0, maxLength).replace(/-+$/, '');
}
