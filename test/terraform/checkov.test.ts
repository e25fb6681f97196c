import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { renderAzureHalf } from '../../constructs/synth/azure-half';
import { resolvePlatform } from '../../lib/platform/resolve-platform';
import { samplePlatforms } from '../platforms/sample';

/** The program `checkov`: `python3 -m venv .checkov && .checkov/bin/pip install checkov`. */
const checkov = process.env['CHECKOV'];
const reads = checkov === undefined ? it.skip : it;
if (checkov === undefined) {
  process.stderr.write('\nSKIPPED: Checkov reads every stack. Set CHECKOV to the path of the program.\n\n');
}

reads('Checkov reads every stack of the sample', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'checkov-'));
  try {
    const { files } = renderAzureHalf(
      samplePlatforms.platforms.map(({ definition }) => ({ platform: resolvePlatform(definition) })),
    );
    for (const { path: name, text } of files) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const words = ['-d', folder, '--framework', 'terraform_json', '--output', 'json'];
    const { stdout } = spawnSync(checkov!, words, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    const { summary, results } = JSON.parse(stdout);
    const stacks = new Set(
      [...results.passed_checks, ...results.failed_checks].map(({ file_path: file }) => file),
    );
    expect([summary.parsing_errors, [...stacks].sort()]).toEqual([
      0,
      ['/stacks/development/cdk.tf.json', '/stacks/production/cdk.tf.json'],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
