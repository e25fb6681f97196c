import * as path from 'node:path';
import { freePort, localhost } from '../cluster/processes';
import { type Deployment, type Json, resourcesOf } from '../links/deployment';
import type { ControlPlane } from './control-plane';
import { programPath } from './programs';

export const argoNamespace = 'argocd';

/**
 * Environment variables of the application controller, by the parameters of `argocd-cmd-params-cm` that the Terraform sets.
 *
 * @see argo-cd manifests/base/application-controller, 3.5 (2026-12)
 */
const controllerVariables: Readonly<Record<string, string>> = {
  'controller.sync.timeout.seconds': 'ARGOCD_APPLICATION_CONTROLLER_SYNC_TIMEOUT',
};

/** Settings below a key of the extension's flat ones: `configs.cm.a\.b`. */
function settingsBelow(deployment: Deployment, prefix: string): Readonly<Record<string, string>> {
  const [[, extension]] = resourcesOf(deployment, 'azurerm_kubernetes_cluster_extension') as [
    readonly [string, Json],
  ];
  return Object.fromEntries(
    Object.entries<string>(extension.configuration_settings)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length).replaceAll('\\.', '.'), value]),
  );
}

/**
 * Starts Argo CD's controller and repo-server with the configuration that the Terraform gives to the extension. Argo CD
 * uses the administrator of the cluster, as its own ClusterRole allows everything.
 */
export async function startArgoCd(
  { programs, processes, api, kubeconfig }: ControlPlane,
  deployment: Deployment,
): Promise<void> {
  const labels = { 'app.kubernetes.io/part-of': 'argocd' };
  const metadata = (name: string) => ({ name, namespace: argoNamespace, labels });
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: argoNamespace } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata('argocd-cm'),
      data: settingsBelow(deployment, 'configs.cm.'),
    },
    ...['argocd-rbac-cm', 'argocd-gpg-keys-cm', 'argocd-ssh-known-hosts-cm', 'argocd-tls-certs-cm'].map(
      (name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(name), data: {} }),
    ),
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadata('argocd-secret'),
      stringData: { 'server.secretkey': 'of-this-run-only', 'admin.password': '' },
    },
  ];
  for (const object of objects) {
    const { status, body } = await api.apply(object);
    if (status >= 300) throw new Error(`${object.kind} ${object.metadata.name}: ${body['message']}`);
  }
  const [redis, repoServer] = [await freePort(), await freePort()];
  const home = processes.path('argocd');
  const params = settingsBelow(deployment, 'configs.params.');
  const unknown = Object.keys(params).filter((key) => controllerVariables[key] === undefined);
  if (unknown.length > 0) throw new Error(`Add ${unknown} to controllerVariables of this file.`);
  const env = {
    ...process.env,
    ...Object.fromEntries(Object.entries(params).map(([key, value]) => [controllerVariables[key], value])),
    // helm and git-ask-pass.
    PATH: `${programs.folder}${path.delimiter}${process.env['PATH']}`,
    HOME: home,
    TMPDIR: home,
    KUBECONFIG: kubeconfig,
    // https://kubernetes.default.svc is the cluster of this kubeconfig.
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_GPG_ENABLED: 'false',
    ARGOCD_GNUPGHOME: path.join(home, 'gpg'),
    ARGOCD_TLS_DATA_PATH: path.join(home, 'tls'),
    ARGOCD_SSH_DATA_PATH: path.join(home, 'ssh'),
  };
  processes.file('argocd/tls/.keep', '');
  processes.file('argocd/ssh/ssh_known_hosts', '');
  processes.start(programPath(programs, 'redis-server'), 'redis', [
    ...['--port', String(redis), '--bind', localhost, '--save', '', '--appendonly', 'no'],
  ]);
  const common = [`--redis=${localhost}:${redis}`, '--loglevel=info'];
  processes.start(
    programPath(programs, 'argocd-repo-server'),
    'argocd-repo-server',
    [
      ...[...common, '--disable-tls', '--client-ca-path=', `--address=${localhost}`, `--port=${repoServer}`],
      ...[`--metrics-address=${localhost}`, `--metrics-port=${await freePort()}`],
    ],
    env,
  );
  processes.start(
    programPath(programs, 'argocd-application-controller'),
    'argocd-application-controller',
    [
      ...[...common, `--kubeconfig=${kubeconfig}`, `--namespace=${argoNamespace}`],
      ...[`--repo-server=${localhost}:${repoServer}`, '--repo-server-plaintext'],
      `--metrics-port=${await freePort()}`,
    ],
    env,
  );
}
