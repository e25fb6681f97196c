import { freePort, localhost, untilReady } from '../cluster/processes';
import type { AzureEndpoints } from './azure-endpoints';
import type { ControlPlane } from './control-plane';
import { has, programPath } from './programs';
import { registerWebhooks } from './webhooks';

/** Namespace of the add-on in AKS. */
const namespace = 'kube-system';
const startSeconds = 60;

/** Starts KEDA's operator, its metrics server and its webhooks. */
export async function startKeda(plane: ControlPlane, azure: AzureEndpoints, tenantId: string): Promise<void> {
  const { programs, processes, kubeconfig, certificates } = plane;
  const env = {
    ...process.env,
    KUBECONFIG: kubeconfig,
    WATCH_NAMESPACE: '',
    POD_NAMESPACE: namespace,
    KEDA_CLUSTER_OBJECT_NAMESPACE: namespace,
  };
  const [grpc, health] = [await freePort(), await freePort()];
  processes.start(
    programPath(programs, 'keda-operator'),
    'keda-operator',
    [
      `--cert-dir=${certificates.folder}`,
      `--metrics-service-bind-address=${localhost}:${grpc}`,
      `--metrics-bind-address=${localhost}:${await freePort()}`,
      `--health-probe-bind-address=${localhost}:${health}`,
      '--zap-encoder=console',
    ],
    {
      ...env,
      // The scalers' own addresses are answered on this machine.
      HTTPS_PROXY: azure.proxy,
      SSL_CERT_FILE: certificates.authority,
      // What AKS injects into the operator.
      AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com/',
      AZURE_FEDERATED_TOKEN_FILE: processes.file('keda-token', 'of-this-run-only'),
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: '00000000-0000-4000-8000-000000000000',
    },
  );
  await untilReady(`http://${localhost}:${health}/readyz`, startSeconds);
  if (has(programs, 'keda-adapter')) await startAdapter(plane, env, grpc);
  if (has(programs, 'keda-webhooks')) {
    const [port, probe] = [await freePort(), await freePort()];
    processes.start(
      programPath(programs, 'keda-webhooks'),
      'keda-webhooks',
      [
        `--cert-dir=${certificates.folder}`,
        `--port=${port}`,
        `--metrics-bind-address=${localhost}:${await freePort()}`,
        `--health-probe-bind-address=${localhost}:${probe}`,
      ],
      env,
    );
    await untilReady(`http://${localhost}:${probe}/readyz`, startSeconds);
    await registerWebhooks(plane, 'keda', `https://${localhost}:${port}`);
  }
}

async function startAdapter(plane: ControlPlane, env: NodeJS.ProcessEnv, grpc: number): Promise<void> {
  const { programs, processes, api, kubeconfig, certificates } = plane;
  const port = await freePort();
  processes.start(
    programPath(programs, 'keda-adapter'),
    'keda-adapter',
    [
      `--secure-port=${port}`,
      `--bind-address=${localhost}`,
      `--client-ca-file=${certificates.authority}`,
      `--cert-dir=${certificates.folder}`,
      `--tls-cert-file=${certificates.folder}/tls.crt`,
      `--tls-private-key-file=${certificates.folder}/tls.key`,
      `--authentication-kubeconfig=${kubeconfig}`,
      `--authorization-kubeconfig=${kubeconfig}`,
      `--metrics-service-address=localhost:${grpc}`,
      `--port=${await freePort()}`,
    ],
    env,
  );
  const name = 'keda-metrics-apiserver';
  const objects = [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      // The API server reaches it by this name. Endpoints may not be loopback addresses.
      spec: { type: 'ExternalName', externalName: 'localhost', ports: [{ port }] },
    },
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: 'v1beta1.external.metrics.k8s.io' },
      spec: {
        group: 'external.metrics.k8s.io',
        version: 'v1beta1',
        service: { name, namespace, port },
        insecureSkipTLSVerify: true,
        groupPriorityMinimum: 100,
        versionPriority: 100,
      },
    },
  ];
  for (const object of objects) {
    const { status, body } = await api.create(object);
    if (status >= 300) throw new Error(`${object.kind} ${object.metadata.name}: ${body['message']}`);
  }
}
