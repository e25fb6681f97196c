import { rmSync } from 'node:fs';

/** Jest's globalTeardown: deletes the folder of run-folder.ts. */
export default function removeRunFolder(): void {
  rmSync(process.env['RUN_FOLDER']!, { recursive: true, force: true });
}
