/**
 * Compares the GPU sizing with published logs of vLLM, prints each run and the totals, and writes docs/gpu-sizing-accuracy.md:
 *
 *   npm run accuracy
 */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { accuracyPage } from './page';

const page = accuracyPage();
process.stdout.write(page);
writeFileSync(path.join(__dirname, '..', '..', 'docs', 'gpu-sizing-accuracy.md'), page);
