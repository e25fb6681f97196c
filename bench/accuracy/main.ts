/**
 * Compares the GPU sizing with published logs of vLLM, prints each run and the totals, and writes docs/gpu-sizing-accuracy.md. Compares the
 * same runs with the published formulas of other methods, and writes docs/gpu-sizing-comparison.md:
 *
 *   npm run accuracy
 */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { comparisonPage } from './comparison-page';
import { accuracyPage } from './page';

const docs = path.join(__dirname, '..', '..', 'docs');
const pages = { 'gpu-sizing-accuracy.md': accuracyPage(), 'gpu-sizing-comparison.md': comparisonPage() };
for (const [name, page] of Object.entries(pages)) {
  process.stdout.write(page);
  writeFileSync(path.join(docs, name), page);
}
