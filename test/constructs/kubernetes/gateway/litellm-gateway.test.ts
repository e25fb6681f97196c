import { parse } from 'yaml';
import { LiteLlmGateway } from '../../../../constructs/kubernetes/gateway/litellm-gateway';
import type { LiteLlmGatewayProps } from '../../../../constructs/kubernetes/gateway/litellm-gateway-props';
import type { PodSecrets } from '../../../../constructs/kubernetes/identity/key-vault-secrets';
import { images } from '../../../../lib/facts/versions';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { sampleClientId, samplePodSecrets } from '../samples';
import { listing, messageOf, objectOf, synthesize } from '../synthesize';

/** Secrets that hold these variables. */
const secretsOf = (...variables: string[]): PodSecrets => ({
  ...samplePodSecrets,
  environment: variables.map((name) => ({
    name,
    valueFrom: { secretKeyRef: { name: 'gateway', key: name } },
  })),
});

const minimal: LiteLlmGatewayProps = {
  name: 'gateway',
  models: [
    { type: 'vllm', modelName: 'phi-4', apiBase: 'http://vllm/v1', servedModelName: 'microsoft/phi-4' },
  ],
  secrets: secretsOf('LITELLM_MASTER_KEY'),
};
const withDatabase = { secrets: secretsOf('LITELLM_MASTER_KEY', 'LITELLM_SALT_KEY', 'DATABASE_URL') };

const synth = (props: Partial<LiteLlmGatewayProps>) =>
  synthesize((chart) => new LiteLlmGateway(chart, 'gateway', { ...minimal, ...props }));
const specOf = (props: Partial<LiteLlmGatewayProps>) => objectOf(synth(props), 'Deployment').spec;
const podOf = (props: Partial<LiteLlmGatewayProps>) => specOf(props).template.spec;
const containerOf = (props: Partial<LiteLlmGatewayProps>) => podOf(props).containers[0];
const configOf = (props: Partial<LiteLlmGatewayProps>) =>
  parse(objectOf(synth(props), 'ConfigMap').data['config.yaml']);
const variableOf = (props: Partial<LiteLlmGatewayProps>, name: string) =>
  containerOf(props).env.find((variable: { name: string }) => variable.name === name)?.value;

test('all props', () => {
  const props: Required<LiteLlmGatewayProps> = {
    ...minimal,
    namespace: 'production',
    partOf: 'my-aks',
    image: 'myregistry.azurecr.io/litellm:1.0.0',
    models: [
      ...minimal.models,
      {
        type: 'azure-openai',
        modelName: 'gpt',
        apiBase: 'https://a.openai.azure.com',
        deployment: 'gpt-5',
        apiVersion: '2025-04-01-preview',
      },
    ],
    routing: { strategy: 'least-busy', retries: 1, fallbacks: { 'phi-4': ['gpt'] } },
    answerSeconds: 300,
    secrets: secretsOf(
      'DATABASE_URL',
      'LANGFUSE_PUBLIC_KEY',
      'LANGFUSE_SECRET_KEY',
      'LITELLM_MASTER_KEY',
      'LITELLM_SALT_KEY',
    ),
    langfuseHost: 'http://langfuse-web:3000',
    environment: { LITELLM_LOG: 'INFO' },
    replicas: 'autoscaled',
    placement: { nodeSelector: { workload: 'cpu' }, tolerations: [] },
    resources: { cpu: '2', memory: '4Gi' },
    shutdown: { preStopSeconds: 5, drainSeconds: 300, terminationGracePeriodSeconds: 320 },
    serviceAccountName: 'gateway-sa',
    clientId: sampleClientId,
    podMonitor: true,
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('the configuration is YAML that names every model of the gateway', () => {
  const config = configOf({
    models: [...minimal.models, { ...minimal.models[0]!, modelName: 'other' }],
  });
  expect(config.model_list.map((model: { model_name: string }) => model.model_name)).toEqual([
    'phi-4',
    'other',
  ]);
  expect(config.general_settings.master_key).toBe('os.environ/LITELLM_MASTER_KEY');
});

test('the proxy reads the file of the ConfigMap', () => {
  const { args, volumeMounts } = containerOf({});
  const { mountPath } = volumeMounts.find((mount: { name: string }) => mount.name === 'config');
  expect(args).toContain(`--config=${mountPath}/config.yaml`);
  const volume = podOf({}).volumes.find(({ name }: { name: string }) => name === 'config');
  expect(volume.configMap.name).toBe(objectOf(synth({}), 'ConfigMap').metadata.name);
});

test('another configuration makes other pods, the same one does not', () => {
  const checksumOf = (props: Partial<LiteLlmGatewayProps>) =>
    specOf(props).template.metadata.annotations['checksum/config'];
  expect(checksumOf({ answerSeconds: 60 })).not.toBe(checksumOf({}));
  expect(checksumOf({ replicas: 5 })).toBe(checksumOf({}));
});

test('no probe asks a model, and liveness asks no database', () => {
  const { startupProbe, readinessProbe, livenessProbe } = containerOf(withDatabase);
  expect([startupProbe, readinessProbe, livenessProbe].map((probe) => probe.httpGet.path)).toEqual([
    '/health/liveliness',
    '/health/readiness',
    '/health/liveliness',
  ]);
});

test('the longest answer may finish before the pod is killed', () => {
  const pod = podOf({ answerSeconds: 300 });
  expect(variableOf({ answerSeconds: 300 }, 'GRACEFUL_SHUTDOWN_TIMEOUT')).toBe('300');
  expect(pod.terminationGracePeriodSeconds).toBe(330);
  expect(pod.containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 15 } } });
});

test('one worker a pod, two pods', () => {
  expect(containerOf({}).args).toContain('--num_workers=1');
  expect(specOf({}).replicas).toBe(2);
});

test('the Deployment of an autoscaled gateway states no replicas', () =>
  expect(specOf({ replicas: 'autoscaled' })).not.toHaveProperty('replicas'));

test('with a database its schema is migrated once, before the pods, and not by them', () => {
  const { metadata, spec } = objectOf(synth(withDatabase), 'Job');
  expect(metadata.annotations).toEqual({
    'argocd.argoproj.io/hook': 'Sync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    'argocd.argoproj.io/sync-wave': '-1',
  });
  expect(variableOf(withDatabase, 'DISABLE_SCHEMA_UPDATE')).toBe('true');
  const [container] = spec.template.spec.containers;
  expect(container.env).toContainEqual(expect.objectContaining({ name: 'DATABASE_URL' }));
  expect(container.env).not.toContainEqual(expect.objectContaining({ name: 'DISABLE_SCHEMA_UPDATE' }));
  expect(container.image).toBe(containerOf(withDatabase).image);
});

test('the pods of the migration are not behind the Service', () => {
  const objects = synth(withDatabase);
  const labels = objectOf(objects, 'Job').spec.template.metadata.labels;
  expect(labels).not.toMatchObject(objectOf(objects, 'Service').spec.selector);
});

test('without a database there is no migration', () =>
  expect(listing(synth({}))).not.toContain('Job gateway-migration'));

test('Langfuse gets traces once it is named', () => {
  const props = {
    langfuseHost: 'http://langfuse-web:3000',
    secrets: secretsOf('LITELLM_MASTER_KEY', 'LANGFUSE_PUBLIC_KEY', 'LANGFUSE_SECRET_KEY'),
  };
  expect(configOf(props).litellm_settings.callbacks).toEqual(['langfuse_otel']);
  expect(variableOf(props, 'LANGFUSE_HOST')).toBe('http://langfuse-web:3000');
  expect(configOf({}).litellm_settings).not.toHaveProperty('callbacks');
});

test('metrics have a port of their own, which the Service does not have', () => {
  const objects = synth({ podMonitor: true });
  const container = objectOf(objects, 'Deployment').spec.template.spec.containers[0];
  expect(container.args).toContain('--prometheus_metrics_port=4001');
  expect(container.ports).toContainEqual({ name: 'metrics', containerPort: 4001, protocol: 'TCP' });
  expect(objectOf(objects, 'PodMonitor').spec.podMetricsEndpoints[0]).toMatchObject({
    port: 'metrics',
    path: '/metrics/',
  });
  expect(objectOf(objects, 'Service').spec.ports).toHaveLength(1);
  expect(configOf({ podMonitor: true }).litellm_settings.callbacks).toEqual(['prometheus']);
});

test('nothing that is secret is written down', () => {
  const secret = containerOf(withDatabase).env.filter(({ name }: { name: string }) => /KEY|URL/.test(name));
  expect(secret).toHaveLength(3);
  for (const variable of secret) expect(variable).not.toHaveProperty('value');
});

test('the image is the pinned one unless another is named', () =>
  expect(containerOf({}).image).toBe(images.liteLlm.reference));

test('every volume has a mount', () => {
  const mounts = containerOf({}).volumeMounts.map(({ name }: { name: string }) => name);
  expect(mounts).toEqual(podOf({}).volumes.map(({ name }: { name: string }) => name));
});

test('refuses contradictory props and reports all problems at once', () => {
  const props: Partial<LiteLlmGatewayProps> = {
    models: [
      {
        type: 'vllm',
        modelName: 'a',
        apiBase: 'http://vllm',
        servedModelName: 'a',
        apiKeyVariable: 'VLLM_API_KEY',
      },
      {
        type: 'azure-openai',
        modelName: 'gpt',
        apiBase: 'https://a.openai.azure.com',
        deployment: 'gpt-5',
        apiVersion: '2025-04-01-preview',
      },
    ],
    routing: { retries: -1, fallbacks: { a: ['b'] } },
    answerSeconds: 0,
    langfuseHost: 'http://langfuse-web:3000',
    secrets: secretsOf('DATABASE_URL', 'LITELLM_LOG'),
    environment: { OPENAI_API_KEY: 'x', LITELLM_LOG: 'INFO' },
    shutdown: { preStopSeconds: 15, drainSeconds: 60, terminationGracePeriodSeconds: 30 },
  };
  expect(messageOf(() => synth(props))).toMatchSnapshot();
});
