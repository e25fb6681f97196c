import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { RenderedFile } from '../../constructs/synth/rendering';

/** A scratch folder for the whole run; one copy of each provider is in it. */
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'terraform-tier-'));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));

const environment = {
  ...process.env,
  TF_IN_AUTOMATION: '1',
  CHECKPOINT_DISABLE: '1',
  TF_PLUGIN_CACHE_DIR: path.join(scratch, 'plugins'),
  TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1',
};
fs.mkdirSync(environment.TF_PLUGIN_CACHE_DIR);

function terraform(folder: string, ...args: readonly string[]) {
  return spawnSync('terraform', args, { cwd: folder, encoding: 'utf8', env: environment });
}

/** Why this version of azurerm cannot be run here; undefined if it can. */
export function whyUnavailable(azurermVersion: string): string | undefined {
  const folder = fs.mkdtempSync(path.join(scratch, 'probe-'));
  if (terraform(folder, 'version').error !== undefined) return 'terraform is not on the PATH';
  fs.writeFileSync(
    path.join(folder, 'probe.tf.json'),
    JSON.stringify({
      terraform: {
        required_providers: { azurerm: { source: 'hashicorp/azurerm', version: `= ${azurermVersion}` } },
      },
    }),
  );
  const { status, stderr, stdout } = terraform(folder, 'init', '-backend=false', '-no-color');
  return status === 0
    ? undefined
    : `terraform init: ${(stderr || stdout).trim().split('\n').slice(0, 4).join(' ')}`;
}

interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

/** What `terraform validate` says of every stack, with azurerm pinned to a version; one line a diagnostic. */
export function validateStacks(files: readonly RenderedFile[], azurermVersion: string): readonly string[] {
  const folder = fs.mkdtempSync(path.join(scratch, 'stacks-'));
  const stacks = files.filter((file) => file.path.endsWith('cdk.tf.json'));
  return stacks.flatMap((stack) => {
    const stackFolder = path.join(folder, path.dirname(stack.path));
    fs.mkdirSync(stackFolder, { recursive: true });
    fs.writeFileSync(path.join(stackFolder, 'cdk.tf.json'), stack.text);
    fs.writeFileSync(
      path.join(stackFolder, 'pinned_override.tf.json'),
      JSON.stringify({
        terraform: {
          required_providers: { azurerm: { source: 'hashicorp/azurerm', version: `= ${azurermVersion}` } },
        },
      }),
    );
    const init = terraform(stackFolder, 'init', '-backend=false', '-no-color');
    if (init.status !== 0) return [`${stack.path}: init: ${(init.stderr || init.stdout).trim()}`];
    const { diagnostics } = JSON.parse(terraform(stackFolder, 'validate', '-json').stdout) as {
      diagnostics: readonly Diagnostic[];
    };
    return diagnostics.map(
      ({ severity, summary, detail, address }) =>
        `${stack.path}: ${severity}: ${address ?? ''} ${summary}: ${detail ?? ''}`,
    );
  });
}
