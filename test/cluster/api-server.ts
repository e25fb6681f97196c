import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import type { ApiServerSource } from './requirements';

const startSeconds = 60;
const localhost = '127.0.0.1';
const token = 'of-this-run-only';

/** An API server that answers plain HTTP here: `kubectl proxy` supports every way to log in. */
export interface ApiServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts etcd and kube-apiserver where there is no cluster, and a proxy to either. */
export async function startApiServer(source: ApiServerSource): Promise<ApiServer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cluster-tier-'));
  const processes: ChildProcess[] = [];
  const stop = async () => {
    for (const child of processes.reverse()) await end(child);
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const start = (program: string, name: string, args: readonly string[]) => {
    const log = fs.openSync(path.join(folder, `${name}.log`), 'w');
    processes.push(spawn(program, args, { cwd: folder, stdio: ['ignore', log, log] }));
  };
  try {
    const kubeconfig = 'assets' in source ? await startOwn(source.assets, folder, start) : source.kubeconfig;
    const port = await freePort();
    start(source.kubectl, 'proxy', ['proxy', `--kubeconfig=${path.resolve(kubeconfig)}`, `--port=${port}`]);
    const url = `http://${localhost}:${port}`;
    await untilReady(`${url}/readyz`);
    return { url, stop };
  } catch (error) {
    const logs = fs
      .readdirSync(folder)
      .filter((file) => file.endsWith('.log'))
      .map((file) => `${file}: ${fs.readFileSync(path.join(folder, file), 'utf8').slice(-1500)}`);
    await stop();
    throw new Error(`The API server did not start: ${(error as Error).message}\n${logs.join('\n')}`);
  }
}

/** etcd and an API server with its default admission plugins, PodSecurity among them. Gives the kubeconfig of an administrator. */
async function startOwn(
  assets: string,
  folder: string,
  start: (program: string, name: string, args: readonly string[]) => void,
): Promise<string> {
  const [etcdPort, peerPort, port] = [await freePort(), await freePort(), await freePort()];
  const file = (name: string, text: string) => {
    fs.writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const etcdUrl = `http://${localhost}:${etcdPort}`;
  start(path.join(assets, 'etcd'), 'etcd', [
    `--data-dir=${path.join(folder, 'etcd')}`,
    `--listen-client-urls=${etcdUrl}`,
    `--advertise-client-urls=${etcdUrl}`,
    `--listen-peer-urls=http://${localhost}:${peerPort}`,
    // Nothing outlives the run.
    '--unsafe-no-fsync',
  ]);
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const key = file('service-account.key', privateKey);
  start(path.join(assets, 'kube-apiserver'), 'kube-apiserver', [
    `--etcd-servers=${etcdUrl}`,
    `--cert-dir=${path.join(folder, 'certificates')}`,
    `--bind-address=${localhost}`,
    `--secure-port=${port}`,
    '--service-cluster-ip-range=10.0.0.0/16',
    '--authorization-mode=RBAC',
    `--token-auth-file=${file('tokens.csv', `${token},administrator,administrator,"system:masters"\n`)}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    // AKS allows it too; PodSecurity is what forbids it.
    '--allow-privileged=true',
  ]);
  const cluster = { server: `https://${localhost}:${port}`, 'insecure-skip-tls-verify': true };
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'own', cluster }],
    users: [{ name: 'administrator', user: { token } }],
    contexts: [{ name: 'own', context: { cluster: 'own', user: 'administrator' } }],
    'current-context': 'own',
  };
  return file('kubeconfig', JSON.stringify(kubeconfig));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject);
    server.listen(0, localhost, () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function untilReady(url: string): Promise<void> {
  const end = Date.now() + startSeconds * 1000;
  let last = 'no answer';
  while (Date.now() < end) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    last = (await answer?.text()) ?? last;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`not ready after ${startSeconds} s: ${last}`);
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  });
}
