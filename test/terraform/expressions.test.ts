import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { knownExpressions } from '../lib/check/terraform/known-expressions';

const hasTerraform = spawnSync('terraform', ['version']).status === 0;
const folder = mkdtempSync(path.join(tmpdir(), 'aks-ai-console-'));

(hasTerraform ? describe : describe.skip)('the expressions of the check', () => {
  // The console reads an expression a line.
  it.each(knownExpressions.filter(([expression]) => !expression.includes('\n')))(
    'have the value of Terraform: %s',
    (expression, value) => {
      const { stdout, status } = spawnSync('terraform', ['console'], {
        cwd: folder,
        input: `jsonencode(${expression})\n`,
        encoding: 'utf8',
      });
      expect(status).toBe(0);
      expect(JSON.parse(JSON.parse(stdout))).toEqual(value);
    },
  );
});
