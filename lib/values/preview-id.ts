/** Azure gives no id that starts so; the outputs file and `dist/` are refused if one of these is in them. */
export const previewPrefix = '00000000-0000-0000-0000-';

export function isPreviewId(value: string): boolean {
  return value.startsWith(previewPrefix);
}
