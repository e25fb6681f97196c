/**
 * Start of the ids that a preview uses. Azure assigns no such id; synth rejects them in the outputs
 * file and in `dist/`.
 */
export const previewPrefix = '00000000-0000-0000-0000-';

/** Whether an id comes from a preview. */
export function isPreviewId(value: string): boolean {
  return value.startsWith(previewPrefix);
}
