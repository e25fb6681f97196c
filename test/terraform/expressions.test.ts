import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { knownExpressions } from '../lib/check/terraform/known-expressions';

/** Why the values cannot be compared here; undefined if they can. */
const reason = spawnSync('terraform', ['version']).status === 0 ? undefined : 'terraform is not on the PATH';
if (reason !== undefined) console.warn(`The expressions of the check are not compared: ${reason}.`);
const compares = reason === undefined ? it : it.skip;
const folder = mkdtempSync(path.join(tmpdir(), 'aks-ai-console-'));

describe('the expressions of the check', () => {
  // The console reads an expression a line.
  compares.each(knownExpressions.filter(([expression]) => !expression.includes('\n')))(
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
