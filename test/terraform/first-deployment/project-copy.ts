import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { sampleFiles, sampleFolder, sampleText } from '../../platforms/sample';

const project = path.join(__dirname, '../../..');
const copied = [
  'cli',
  'constructs',
  'imports',
  'lib',
  'cdktf.json',
  'index.ts',
  'package.json',
  'tsconfig.json',
];

/** Result of a command. */
export interface CommandResult {
  readonly code: number;
  /** Standard output and error. */
  readonly text: string;
}

/** A clone of the project with the sample in it, in a folder of its own. */
export class ProjectCopy {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), 'first-deployment-'));

  constructor() {
    for (const name of copied)
      fs.cpSync(path.join(project, name), path.join(this.root, name), { recursive: true });
    for (const file of sampleFiles) this.write(file, sampleText(file));
    fs.cpSync(path.join(sampleFolder, 'outputs'), path.join(this.root, 'outputs'), { recursive: true });
    // Its content does not matter: the first step deletes it.
    fs.mkdirSync(path.join(this.root, 'dist/production'), { recursive: true });
    fs.symlinkSync(path.join(project, 'node_modules'), path.join(this.root, 'node_modules'), 'junction');
  }

  /**
   * Replaces every occurrence of some texts in a file.
   *
   * @throws {Error} if the file does not contain one of them.
   */
  edit(file: string, replacements: readonly (readonly [string, string])[]): void {
    let text = this.read(file);
    for (const [before, after] of replacements) {
      if (!text.includes(before)) throw new Error(`${file} does not contain ${before}`);
      text = text.replaceAll(before, after);
    }
    this.write(file, text);
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.root, file), 'utf8');
  }

  has(file: string): boolean {
    return fs.existsSync(path.join(this.root, file));
  }

  /** Runs a command line. Not synchronous, because the emulator of Azure answers in this process. */
  run(command: string, environment: Readonly<Record<string, string>>): Promise<CommandResult> {
    const { CDKTF_OUTDIR: _, CDK8S_OUTDIR: __, ...inherited } = process.env;
    return new Promise((resolve, reject) => {
      const child = spawn('bash', ['-c', command], {
        cwd: this.root,
        env: { ...inherited, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let text = '';
      const add = (chunk: Buffer) => {
        text += chunk.toString();
      };
      child.stdout.on('data', add);
      child.stderr.on('data', add);
      child.on('error', reject);
      child.on('close', (code) => resolve({ code: code ?? 1, text }));
    });
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }

  private write(file: string, text: string): void {
    fs.writeFileSync(path.join(this.root, file), text);
  }
}
