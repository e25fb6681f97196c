/** A name cut to the length that Azure allows, without a dash at the end. */
export function shortName(name: string, maxLength: number): string {
  return name.slice(0, maxLength).replace(/-+$/, '');
}
