import { images } from '../../facts/versions';

/**
 * Manifests that several rules share as examples. Fields are YAML in flow style, without the line's
 * indentation.
 */

/** A Deployment `app`. `container`: fields of its container in addition to name and image. */
export function deploymentExample(
  container = 'command: [run]',
  { image = 'app:1.0.0', spec = '', pod = '' } = {},
): string {
  return document(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  ${spec}
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: app } }
    spec:
      ${pod}
      containers: [{ name: app, image: "${image}", ${container} }]
`);
}

/** Fields of the example of a vLLM server; each is empty unless it is given. */
export interface VllmExample {
  /** Arguments of vLLM, separated by commas. @default --model=microsoft/phi-4 */
  readonly args?: string;
  /** @default 1 */
  readonly gpus?: number;
  /** Fields of the container's resources. @default the limit of its GPUs */
  readonly resources?: string;
  /** Further fields of the container. */
  readonly container?: string;
  /** Further fields of the pod spec. */
  readonly pod?: string;
  /** Further fields of the Deployment's spec. */
  readonly deployment?: string;
}

/** A Deployment `vllm` with one vLLM server. */
export function vllmExample({
  args = '--model=microsoft/phi-4',
  gpus = 1,
  resources = `limits: { nvidia.com/gpu: ${gpus} }`,
  container = '',
  pod = '',
  deployment = '',
}: VllmExample = {}): string {
  return document(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: vllm, namespace: models }
spec:
  ${deployment}
  selector: { matchLabels: { app: vllm } }
  template:
    metadata: { labels: { app: vllm } }
    spec:
      ${pod}
      containers:
        - name: vllm
          image: ${images.vllm.reference}
          args: [${args}]
          resources: { ${resources} }
          ports: [{ name: http, containerPort: 8000 }]
          ${container}
`);
}

/** NVIDIA's device plugin as a DaemonSet. */
export function devicePluginExample(tolerations: string): string {
  return `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: nvidia-device-plugin, namespace: gpu-resources }
spec:
  template:
    spec:
      tolerations: ${tolerations}
      containers: [{ name: plugin, image: "${images.devicePlugin.reference}" }]
`;
}

/** A vLLM server with a termination grace period, which waits 15 s in its preStop hook. */
export function drainedServerExample(
  graceSeconds: number,
  args = '--model=microsoft/phi-4, --shutdown-timeout=60',
): string {
  return vllmExample({
    args,
    container: 'lifecycle: { preStop: { sleep: { seconds: 15 } } }',
    pod: `terminationGracePeriodSeconds: ${graceSeconds}`,
  });
}

/** A Deployment `app` with a ScaledObject. */
export function scaledAppExample(
  spec: string,
  trigger = '{ type: cron, metadata: { timezone: Asia/Seoul, start: "0 8 * * *", end: "0 19 * * *", desiredReplicas: "2" } }',
): string {
  return document(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec: { containers: [{ name: app, image: "app:1.0.0" }] }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: app, namespace: apps }
spec:
  scaleTargetRef: { name: app }
  ${spec}
  triggers: [${trigger}]
`);
}

/**
 * A Deployment `app` that listens at port 8000 (`http`), and a Service in front of it. `container`:
 * further fields of its container.
 */
export function serviceExample(selector: string, targetPort: string, container = ''): string {
  return `${deploymentExample(`ports: [{ name: http, containerPort: 8000 }], ${container}`)}---
apiVersion: v1
kind: Service
metadata: { name: app, namespace: apps }
spec: { selector: { app: ${selector} }, ports: [{ port: 80, targetPort: ${targetPort} }] }
`;
}

/** A Deployment `app` with two replicas, and a PodDisruptionBudget. */
export function budgetExample(spec: string): string {
  return `${deploymentExample('command: [run]', { spec: 'replicas: 2' })}---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: app, namespace: apps }
spec: { ${spec} }
`;
}

/** Client id of the managed identity in examples. */
export const clientIdExample = '6d3c1f2e-58a9-4b07-9c31-7e0d4f8a6b25';

/**
 * A Deployment `app` under a ServiceAccount with a managed identity. `podLabels`: labels in
 * addition to `app`.
 */
export function workloadIdentityExample(podLabels: string): string {
  return `
apiVersion: v1
kind: ServiceAccount
metadata: { name: app-sa, namespace: apps, annotations: { azure.workload.identity/client-id: ${clientIdExample} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    metadata: { labels: { app: app${podLabels} } }
    spec: { serviceAccountName: app-sa, containers: [{ name: app, image: "app:1.0.0" }] }
`;
}

/**
 * A SecretProviderClass that makes the Secret `app-secret`, and a Deployment `app` that reads it.
 * `pod`: fields of the pod spec.
 */
export function secretProviderExample(pod: string, providerClass = 'app-secrets'): string {
  return document(`
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: { name: ${providerClass}, namespace: apps }
spec:
  provider: azure
  parameters: { keyvaultName: my-kv, clientID: ${clientIdExample}, tenantId: 7b1d }
  secretObjects: [{ secretName: app-secret, type: Opaque, data: [{ objectName: key, key: key }] }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec:
      containers: [{ name: app, image: "app:1.0.0", env: [{ name: API_KEY, valueFrom: { secretKeyRef: { name: app-secret, key: key } } }] }]
      ${pod}
`);
}

/** The volume that mounts the SecretProviderClass `app-secrets`. */
export const secretsVolumeExample =
  'volumes: [{ name: s, csi: { driver: secrets-store.csi.k8s.io, readOnly: true, volumeAttributes: { secretProviderClass: app-secrets } } }]';

/**
 * The Deployment `app` of `secretProviderExample()` that KEDA scales from zero. `deployment`: a
 * field of its spec.
 */
export function scaledSecretExample(deployment: string): string {
  const deployed = secretProviderExample(secretsVolumeExample).replace(
    '\nspec:\n  template:',
    `\nspec:\n  ${deployment}\n  template:`,
  );
  return `${deployed}---\n${scaledObjectExample('minReplicaCount: 0, initialCooldownPeriod: 900,').trimStart()}`;
}

/** A Deployment that only mounts the SecretProviderClass `app-secrets`. */
export const secretHolderExample = document(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: app-secrets, namespace: apps }
spec:
  replicas: 1
  template:
    spec:
      containers: [{ name: pause, image: ${images.pause.reference} }]
      ${secretsVolumeExample}
`).trimStart();

/** The source of an Argo CD application that installs a chart. */
export const chartSourceExample = 'repoURL: https://charts.example.com, chart: redis, targetRevision: 20.1.0';

/** An Argo CD Application `app` in the AppProject `apps`. */
export function applicationExample(
  source: string,
  sync = 'syncPolicy: { automated: { prune: true, selfHeal: true } }',
): string {
  return document(`
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: app, namespace: argocd }
spec:
  project: apps
  source: { ${source} }
  destination: { server: https://kubernetes.default.svc, namespace: apps }
  ${sync}
---
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: apps, namespace: argocd }
spec:
  sourceRepos: [https://charts.example.com]
  destinations: [{ server: https://kubernetes.default.svc, namespace: apps }]
`);
}

/** Office hours. */
export const cronTriggerExample =
  '{ type: cron, metadata: { timezone: Asia/Seoul, start: 0 8 * * 1-5, end: 0 19 * * 1-5, desiredReplicas: "2" } }';

/** A ScaledObject for the Deployment `app`. */
export function scaledObjectExample(
  fields: string,
  triggers: string = cronTriggerExample,
  annotations = '{}',
): string {
  return `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: app, namespace: apps, annotations: ${annotations} }
spec: { scaleTargetRef: { name: app }, ${fields} triggers: [${triggers}] }
`;
}

/** A ScaledJob. `job`: fields of the Job's spec in addition to its template. */
export function scaledJobExample({ fields = '', job = '', pod = '', annotations = '{}' } = {}): string {
  return `
apiVersion: keda.sh/v1alpha1
kind: ScaledJob
metadata: { name: job, namespace: apps }
spec:
  ${fields}
  triggers: [{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks }, authenticationRef: { name: keda } }]
  jobTargetRef:
    ${job}
    template:
      metadata: { annotations: ${annotations} }
      spec: { ${pod} containers: [{ name: job, image: "job:1.0.0" }] }
`;
}

/** A query to Prometheus. */
export function prometheusTriggerExample(query: string, fields = '', metadata = ''): string {
  return `{ type: prometheus, metadata: { serverAddress: "http://prometheus:9090", query: '${query}', threshold: "5", ${metadata} }, ${fields} }`;
}

/** Drops the lines of fields that are empty. */
function document(text: string): string {
  return text.replace(/^ +\n/gm, '');
}
