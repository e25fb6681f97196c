import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as http from 'node:http';
import { createServer } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import type { ContainerSpec } from './container-spec';
import type { Failure, ProbeTarget } from './kubelet-prober';
import { ScaledTime } from './scaled-time';

const workerFolder = path.join(__dirname, '../../examples/llm-worker');
const clockProgram = path.join(__dirname, 'scaled_clock.py');
/** The worker's two ports, if its environment does not set them. */
const defaultPorts = { PORT: 8000, HEALTH_PORT: 8001 };

const running = new Set<ContainerProcess>();
process.on('exit', () => {
  for (const container of running) container.kill();
});

/**
 * A container as a process of this machine. What a container has and a process has not is put in its place:
 * - its mounts: each emptyDir is a new folder, and paths below its mount path are changed to it, in variables and commands;
 * - its ports: each is a free one of this machine;
 * - its clock: variables in seconds (`…_SECONDS`) are divided by the factor, and exec probes find a `date` and a `stat` that show
 *   the container's time, so that their command is run as it was synthesized, whole seconds and all;
 * - its image: `python` is the interpreter that was found, and the working folder is the worker's.
 */
export class ContainerProcess implements ProbeTarget {
  readonly time: ScaledTime;
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  private readonly process: ChildProcess;
  private output = '';

  static async start(spec: ContainerSpec, python: string, factor: number): Promise<ContainerProcess> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'live-tier-'));
    const ports = new Map<number, number>();
    const portVariables: Record<string, string> = {};
    const freeOnes = await freePorts(Object.keys(defaultPorts).length);
    for (const [index, [name, usual]] of Object.entries(defaultPorts).entries()) {
      const free = freeOnes[index]!;
      ports.set(Number(spec.environment[name] ?? usual), free);
      portVariables[name] = String(free);
    }
    return new ContainerProcess(spec, python, factor, folder, ports, portVariables);
  }

  private constructor(
    spec: ContainerSpec,
    python: string,
    factor: number,
    private readonly folder: string,
    private readonly ports: ReadonlyMap<number, number>,
    portVariables: Readonly<Record<string, string>>,
  ) {
    this.mounts = new Map(
      spec.mountPaths.map((mountPath, index) => [mountPath, path.join(folder, `mount-${index}`)]),
    );
    for (const mounted of this.mounts.values()) fs.mkdirSync(mounted);

    const [program, ...args] = spec.command ?? ['python', '-m', 'llm_worker'];
    if (program !== 'python') throw new Error(`The program is ${program}; only python is run here.`);
    this.time = new ScaledTime(factor);
    this.addClock(python);
    this.process = spawn(python, args, {
      cwd: workerFolder,
      env: {
        PATH: process.env['PATH'],
        PYTHONDONTWRITEBYTECODE: '1',
        ...Object.fromEntries(
          Object.entries(spec.environment).map(([name, value]) => [
            name,
            name.endsWith('_SECONDS') ? String(Number(value) / factor) : this.onThisMachine(value),
          ]),
        ),
        HOST: '127.0.0.1',
        ...portVariables,
      },
      // A process group of its own, to end all of it as the end of a container does.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout!, this.process.stderr!])
      stream.on('data', (chunk) => {
        this.output = (this.output + chunk).slice(-4000);
      });
    running.add(this);
    this.exit = new Promise((resolve, reject) => {
      this.process.once('error', reject);
      this.process.once('exit', (code, signal) => {
        // Nothing of a container outlives its first process.
        this.kill();
        running.delete(this);
        fs.rmSync(this.folder, { recursive: true, force: true });
        resolve({ code, signal });
      });
    });
  }

  /** Folder of each mount path. */
  private readonly mounts: ReadonlyMap<string, string>;

  /** The end of what it wrote. */
  get lastOutput(): string {
    return this.output;
  }

  /** To the first process alone, as a container runtime sends it. */
  terminate(): void {
    this.process.kill('SIGTERM');
  }

  /** All processes. */
  kill(): void {
    try {
      process.kill(-this.process.pid!, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  async get(port: number, route: string, timeoutMs: number): Promise<Failure> {
    try {
      const { status, body } = await this.request('GET', port, route, undefined, timeoutMs);
      return status >= 200 && status < 400 ? undefined : `${status} ${body}`;
    } catch (error) {
      return (error as Error).message;
    }
  }

  exec(command: readonly string[], timeoutMs: number): Promise<Failure> {
    const [program, ...args] = command.map((word) => this.onThisMachine(word));
    const child = spawn(program!, args, {
      // Nothing else: a tool that reads our clock would make a probe of something else.
      env: { PATH: path.join(this.folder, 'bin') },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    return new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('close', (code, signal) => {
        if (code === 0) resolve(undefined);
        else resolve(signal === null ? `exit ${code} ${errors.trim()}` : 'timeout');
      });
    });
  }

  /** @throws {Error} if there is no answer. */
  request(method: string, port: number, route: string, json: unknown, timeoutMs?: number) {
    return new Promise<{ readonly status: number; readonly body: string }>((resolve, reject) => {
      const request = http.request(
        // A new connection each time, as the kubelet does.
        {
          method,
          host: '127.0.0.1',
          port: this.ports.get(port) ?? port,
          path: route,
          agent: false,
          headers: json === undefined ? {} : { 'Content-Type': 'application/json' },
        },
        (response) => {
          let body = '';
          response.on('data', (chunk) => {
            body += chunk;
          });
          response.once('error', reject);
          response.once('end', () => resolve({ status: response.statusCode!, body }));
        },
      );
      if (timeoutMs !== undefined) {
        const timer = setTimeout(() => request.destroy(new Error('timeout')), timeoutMs);
        request.once('close', () => clearTimeout(timer));
      }
      request.once('error', reject);
      request.end(json === undefined ? undefined : JSON.stringify(json));
    });
  }

  private addClock(python: string): void {
    const bin = path.join(this.folder, 'bin');
    fs.mkdirSync(bin);
    for (const tool of ['date', 'stat']) {
      const words = `'${python}' -I -S '${clockProgram}' ${tool} ${this.time.epochSeconds} ${this.time.factor}`;
      fs.writeFileSync(path.join(bin, tool), `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
    }
  }

  /** A text with the folders of this machine in place of the mount paths; in one pass, because they may lie below `/tmp` too. */
  private onThisMachine(text: string): string {
    if (this.mounts.size === 0) return text;
    // Longest first: a mount may lie within another.
    const paths = [...this.mounts.keys()].sort((a, b) => b.length - a.length);
    const pattern = new RegExp(`(?<![\\w./-])(${paths.join('|')})(?![\\w.-])`, 'g');
    return text.replace(pattern, (mountPath) => this.mounts.get(mountPath)!);
  }
}

/** All are held until the last is found, so that they differ. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
