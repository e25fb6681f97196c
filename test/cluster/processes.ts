import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';

export const localhost = '127.0.0.1';
const lastCharacters = 1500;

/** Programs of one run: they end with it, and their files and logs with them. */
export class Processes {
  readonly folder: string;
  private readonly children: ChildProcess[] = [];

  constructor(name: string) {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`));
  }

  /** Starts a program whose output goes to `<name>.log`. */
  start(program: string, name: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): void {
    const log = fs.openSync(this.path(`${name}.log`), 'w');
    const child = spawn(program, args, { cwd: this.folder, stdio: ['ignore', log, log], env });
    // A program that is not there is reported by what waits for it, with the logs.
    child.on('error', (error) => fs.appendFileSync(this.path(`${name}.log`), error.message));
    this.children.push(child);
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  /** Writes a file of the run, and gives its path. */
  file(name: string, text: string): string {
    fs.mkdirSync(path.dirname(this.path(name)), { recursive: true });
    fs.writeFileSync(this.path(name), text);
    return this.path(name);
  }

  /** The end of every log. */
  logs(): string {
    return fs
      .readdirSync(this.folder)
      .filter((file) => file.endsWith('.log'))
      .map((file) => `${file}: ${fs.readFileSync(this.path(file), 'utf8').slice(-lastCharacters)}`)
      .join('\n');
  }

  async stop(): Promise<void> {
    for (const child of [...this.children].reverse()) await end(child);
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject);
    server.listen(0, localhost, () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** @throws {Error} with the last answer if the address does not answer with success in time. */
export async function untilReady(url: string, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  let last = 'no answer';
  while (Date.now() < end) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    last = (await answer?.text()) ?? last;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`not ready after ${seconds} s: ${last}`);
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  });
}
