import { generateKeyPairSync } from 'node:crypto';
import * as path from 'node:path';
import { freePort, localhost, Processes, untilReady } from './processes';
import type { ApiServerSource } from './requirements';

const startSeconds = 60;
const token = 'of-this-run-only';

/** An API server that answers plain HTTP here: `kubectl proxy` supports every way to log in. */
export interface ApiServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts etcd and kube-apiserver where there is no cluster, and a proxy to either. */
export async function startApiServer(source: ApiServerSource): Promise<ApiServer> {
  const processes = new Processes('cluster-tier');
  const stop = () => processes.stop();
  try {
    const kubeconfig =
      'assets' in source ? (await startOwn(source.assets, processes)).kubeconfig : source.kubeconfig;
    return { url: await startProxy(source.kubectl, path.resolve(kubeconfig), processes), stop };
  } catch (error) {
    const logs = processes.logs();
    await stop();
    throw new Error(`The API server did not start: ${(error as Error).message}\n${logs}`);
  }
}

/** Starts a proxy without login to the API server of a kubeconfig, and gives its address. */
export async function startProxy(kubectl: string, kubeconfig: string, processes: Processes): Promise<string> {
  const port = await freePort();
  processes.start(kubectl, 'proxy', ['proxy', `--kubeconfig=${kubeconfig}`, `--port=${port}`]);
  const url = `http://${localhost}:${port}`;
  await untilReady(`${url}/readyz`, startSeconds);
  return url;
}

/** Files of an API server that was started here. */
export interface OwnApiServer {
  /** Kubeconfig of an administrator. */
  readonly kubeconfig: string;
  /** Key that signs the tokens of service accounts. */
  readonly serviceAccountKey: string;
}

/**
 * Starts etcd and an API server with its default admission plugins, PodSecurity among them.
 *
 * @param options further options of kube-apiserver.
 */
export async function startOwn(
  assets: string,
  processes: Processes,
  options: readonly string[] = [],
): Promise<OwnApiServer> {
  const [etcdPort, peerPort, port] = [await freePort(), await freePort(), await freePort()];
  const etcdUrl = `http://${localhost}:${etcdPort}`;
  processes.start(path.join(assets, 'etcd'), 'etcd', [
    `--data-dir=${processes.path('etcd')}`,
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
  const serviceAccountKey = processes.file('service-account.key', privateKey);
  const tokens = processes.file('tokens.csv', `${token},administrator,administrator,"system:masters"\n`);
  processes.start(path.join(assets, 'kube-apiserver'), 'kube-apiserver', [
    `--etcd-servers=${etcdUrl}`,
    `--cert-dir=${processes.path('certificates')}`,
    `--bind-address=${localhost}`,
    `--secure-port=${port}`,
    '--service-cluster-ip-range=10.0.0.0/16',
    '--authorization-mode=RBAC',
    `--token-auth-file=${tokens}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${serviceAccountKey}`,
    `--service-account-signing-key-file=${serviceAccountKey}`,
    // AKS allows it too; PodSecurity is what forbids it.
    '--allow-privileged=true',
    ...options,
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
  return { kubeconfig: processes.file('kubeconfig', JSON.stringify(kubeconfig)), serviceAccountKey };
}
