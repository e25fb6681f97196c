import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ArmEmulator } from './azure/arm-emulator';
import { makeCertificate } from './azure/certificate';
import { whyUnavailable } from './terraform-cli';
import { type Run, TerraformFolder } from './terraform-folder';
import { azurermVersions } from './versions';

const howToGetThem =
  'Planning and applying needs Terraform 1.9 or newer, openssl, and azurerm from registry.terraform.io or from a mirror: ' +
  'test/terraform/build-providers.sh makes one. Other versions: AZURERM_VERSIONS=4.55.0 npm run test:terraform';

/** Why nothing can be applied with a version; undefined if it can. */
const reasons = new Map(
  azurermVersions.map((version) => [
    version,
    spawnSync('openssl', ['version']).status === 0
      ? whyUnavailable('azurerm', `= ${version}`)
      : 'openssl is not on the PATH',
  ]),
);

/** The versions with a provider, and a line for each that is missing, past Jest's console. */
export function reasonAgainst(version: string): string | undefined {
  return reasons.get(version);
}

for (const [version, reason] of reasons)
  if (reason !== undefined)
    process.stderr.write(
      `\nSKIPPED: planning and applying with azurerm ${version}. ${reason}\n${howToGetThem}\n\n`,
    );

export function report(line: string): void {
  process.stderr.write(`\n${line}\n`);
}

/** The resources in Azure and the state of Terraform. */
export interface Saved {
  readonly azure: string;
  readonly state: string;
}

/** Terraform with one version of azurerm, and the Azure that it talks to. */
export class ApplyTier {
  private constructor(
    private readonly folder: string,
    readonly emulator: ArmEmulator,
    readonly terraform: TerraformFolder,
  ) {}

  /** Runs a test in an empty subscription with an empty state. */
  static async with<T>(version: string, test: (tier: ApplyTier) => Promise<T>): Promise<T> {
    const tier = await ApplyTier.open(version);
    try {
      return await test(tier);
    } finally {
      await tier.close();
    }
  }

  /** @throws {Error} if `terraform init` fails. */
  private static async open(version: string): Promise<ApplyTier> {
    const folder = mkdtempSync(path.join(tmpdir(), 'terraform-apply-'));
    const emulator = await ArmEmulator.start(makeCertificate(folder));
    const environment = {
      ...process.env,
      ...emulator.environment(),
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
    };
    const terraform = new TerraformFolder(path.join(folder, 'stack'), environment);
    // The providers come from where the user's environment says, not from the emulator.
    const { status, text } = await new TerraformFolder(terraform.folder, process.env).init(version);
    if (status !== 0) throw new Error(text);
    return new ApplyTier(folder, emulator, terraform);
  }

  /** What was there, for `restore`. */
  save(): Saved {
    return { azure: this.emulator.store.snapshot(), state: this.terraform.state };
  }

  restore({ azure, state }: Saved): void {
    this.emulator.store.restore(azure);
    this.emulator.requests.length = 0;
    this.terraform.state = state;
  }

  /** The end of a failed run, with the requests that were refused. */
  explain({ text }: Run): string {
    const refused = this.emulator.requests.filter((line) => / [45]\d\d /.test(line));
    return [...refused.slice(-20), text.slice(text.indexOf('Error:'))].join('\n');
  }

  private async close(): Promise<void> {
    await this.emulator.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
