import { mkdtempSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Jest's globalSetup: creates a folder for what the test files of one run share. */
export default function createRunFolder(): void {
  process.env['RUN_FOLDER'] = mkdtempSync(path.join(os.tmpdir(), 'aks-ai-tests-'));
}
