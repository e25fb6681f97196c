import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { RenderedFile } from '../../constructs/synth/rendering';
import type { Json } from './azure/resource-store';

/** A resource of a plan that something happens to. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  /** `create`, `update`, `delete`, or `delete` and `create`. */
  readonly actions: readonly string[];
  /** The first names of the fields that force a replacement, sorted. */
  readonly because: readonly string[];
}

export interface Run {
  readonly status: number;
  /** Standard output and error. */
  readonly text: string;
}

/** A Terraform folder with one provider version, whose stack changes from test to test. */
export class TerraformFolder {
  constructor(
    readonly folder: string,
    private readonly environment: Readonly<Record<string, string | undefined>>,
  ) {
    fs.mkdirSync(folder, { recursive: true });
  }

  /** Installs the provider; the stack is then written without it. */
  async init(azurermVersion: string): Promise<Run> {
    const azurerm = { source: 'hashicorp/azurerm', version: `= ${azurermVersion}` };
    const terraform = { required_providers: { azurerm }, backend: { local: {} } };
    this.write('pinned_override.tf.json', JSON.stringify({ terraform }));
    this.write('stack.tf.json', '{}');
    return this.run('init', '-input=false');
  }

  /** Takes the environment's own stack of a rendering. */
  use(files: readonly RenderedFile[]): void {
    this.write('stack.tf.json', stackText(files));
  }

  get state(): string {
    return fs.readFileSync(path.join(this.folder, 'terraform.tfstate'), 'utf8');
  }

  set state(text: string) {
    this.write('terraform.tfstate', text);
  }

  apply(...args: readonly string[]): Promise<Run> {
    return this.run('apply', '-auto-approve', '-input=false', '-parallelism=30', ...args);
  }

  /** Plans; `changes` is undefined where Terraform fails. */
  async plan(...args: readonly string[]): Promise<Run & { readonly changes?: readonly PlannedChange[] }> {
    const words = ['-out=plan.bin', '-input=false', '-detailed-exitcode', '-parallelism=30'];
    const planned = await this.run('plan', ...words, ...args);
    if (planned.status === 1) return planned;
    const shown = await this.run('show', '-json', 'plan.bin');
    return { ...planned, changes: changesOf(JSON.parse(shown.text)) };
  }

  private write(name: string, text: string): void {
    fs.writeFileSync(path.join(this.folder, name), text);
  }

  private run(command: string, ...args: readonly string[]): Promise<Run> {
    return new Promise((resolve, reject) => {
      const words = [command, ...(command === 'show' ? [] : ['-no-color']), ...args];
      const child = spawn('terraform', words, {
        cwd: this.folder,
        env: this.environment as NodeJS.ProcessEnv,
      });
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += chunk;
      });
      child.stderr.on('data', (chunk) => {
        text += chunk;
      });
      child.on('error', reject);
      child.on('close', (status) => resolve({ status: status ?? 1, text }));
    });
  }
}

/**
 * The stack itself. The version constraints and the backend are the folder's; a second stack, that
 * of Argo CD by Helm, needs a cluster.
 */
export function stackText(files: readonly RenderedFile[]): string {
  const stacks = files.filter(({ path: file }) => file.endsWith('cdk.tf.json'));
  return stacks.sort((a, b) => a.path.length - b.path.length)[0]!.text;
}

function changesOf(plan: Json): readonly PlannedChange[] {
  return (plan.resource_changes as Json[])
    .filter(({ mode, change }) => mode === 'managed' && !['no-op', 'read'].includes(change.actions[0]))
    .map(({ address, type, change }) => ({
      address,
      type,
      actions: change.actions,
      because: [
        ...new Set<string>((change.replace_paths ?? []).map((fields: Json[]) => String(fields[0]))),
      ].sort(),
    }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}
