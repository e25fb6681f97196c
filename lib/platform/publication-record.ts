/**
 * Name of the file that lists what synth wrote into a folder, one path a line. It is committed with the manifests: so a
 * clone knows which files it may remove, and removes no others.
 */
export const recordFile = '.synthesized';

export function toRecord(paths: readonly string[]): string {
  return paths.map((path) => `${path}\n`).join('');
}

/** The paths of a record; lines that do not lead to a file below the folder are left out. */
export function readRecord(text: string | undefined): readonly string[] {
  return (text ?? '').split(/\r?\n/).filter((line) => isSafeRelativePath(line) && line !== recordFile);
}

/** Whether a path with '/' stays below the folder that it is relative to, on every system. */
export function isSafeRelativePath(path: string): boolean {
  if (path === '' || /[\\:\0]/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
