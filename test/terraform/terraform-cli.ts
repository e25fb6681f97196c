import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { RenderedFile } from '../../constructs/synth/rendering';

/** A scratch folder for the whole run. */
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'terraform-tier-'));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));

const environment = {
  ...process.env,
  TF_IN_AUTOMATION: '1',
  CHECKPOINT_DISABLE: '1',
  // One copy of each provider; one's own cache, where there is one, spares the next run the download.
  TF_PLUGIN_CACHE_DIR: process.env['TF_PLUGIN_CACHE_DIR'] || path.join(scratch, 'plugins'),
  TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1',
};
fs.mkdirSync(environment.TF_PLUGIN_CACHE_DIR, { recursive: true });

function terraform(folder: string, ...args: readonly string[]) {
  return spawnSync('terraform', args, { cwd: folder, encoding: 'utf8', env: environment });
}

function init(folder: string): string | undefined {
  const { status, error, stderr, stdout } = terraform(folder, 'init', '-backend=false', '-no-color');
  if (error !== undefined) return 'terraform is not on the PATH';
  return status === 0 ? undefined : `terraform init: ${(stderr || stdout).trim()}`;
}

/** Version constraints of providers by their names, in the form of Terraform JSON. */
function requiredProviders(versions: Readonly<Record<string, string>>): string {
  const providers = Object.entries(versions).map(([name, version]) => [
    name,
    { source: `hashicorp/${name}`, version },
  ]);
  return JSON.stringify({ terraform: { required_providers: Object.fromEntries(providers) } });
}

/** Why a provider cannot be had here, in one line; undefined if it can. */
export function whyUnavailable(provider: string, version: string): string | undefined {
  const folder = fs.mkdtempSync(path.join(scratch, 'probe-'));
  fs.writeFileSync(path.join(folder, 'probe.tf.json'), requiredProviders({ [provider]: version }));
  // Terraform would otherwise explain modules, which this project does not use.
  return init(folder)
    ?.replace(/\s+/g, ' ')
    .replace(/ To see which modules.*/, '');
}

/** Version of Terraform. */
export function terraformVersion(): string {
  const { stdout } = terraform(scratch, 'version', '-json');
  return (JSON.parse(stdout) as { terraform_version: string }).terraform_version;
}

interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

/** Diagnostics of `terraform validate` for stacks, one line for each. */
export interface Validation {
  readonly stacks: number;
  readonly errors: readonly string[];
  /** Deprecations, mostly: what is right for 4.55 is deprecated in places by 4.81. */
  readonly warnings: readonly string[];
}

/**
 * Runs `terraform validate` on every stack, with azurerm pinned to a version.
 *
 * @throws {Error} if there is no stack: that would be valid in any version.
 */
export function validateStacks(files: readonly RenderedFile[], azurermVersion: string): Validation {
  const folder = fs.mkdtempSync(path.join(scratch, 'stacks-'));
  const stacks = files.filter((file) => file.path.endsWith('cdk.tf.json'));
  if (stacks.length === 0) throw new Error('There is no stack to validate.');
  const lines = stacks.flatMap((stack) => {
    const stackFolder = path.join(folder, path.dirname(stack.path));
    fs.mkdirSync(stackFolder, { recursive: true });
    fs.writeFileSync(path.join(stackFolder, 'cdk.tf.json'), stack.text);
    fs.writeFileSync(
      path.join(stackFolder, 'pinned_override.tf.json'),
      requiredProviders({ azurerm: `= ${azurermVersion}` }),
    );
    return validate(stackFolder).map(({ severity, summary, detail, address }) => ({
      severity,
      line: `${stack.path}: ${address ?? ''} ${summary}: ${detail ?? ''}`,
    }));
  });
  const of = (severity: Diagnostic['severity']) =>
    lines.filter((each) => each.severity === severity).map((each) => each.line);
  return { stacks: stacks.length, errors: of('error'), warnings: of('warning') };
}

function validate(folder: string): readonly Diagnostic[] {
  const failure = init(folder);
  if (failure !== undefined) return [{ severity: 'error', summary: failure }];
  const { stdout, stderr } = terraform(folder, 'validate', '-json');
  if (stdout === '') return [{ severity: 'error', summary: `terraform validate: ${stderr.trim()}` }];
  return (JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] }).diagnostics;
}
