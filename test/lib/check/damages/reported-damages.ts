import type { Damage } from './damage';

/** Mistakes of public reports, applied to the sample. */
export const reportedDamages: readonly Damage[] = [
  {
    name: 'the monitor of vllm names a port that its pods do not have',
    rule: 'network/monitor-port',
    change: (draft) => {
      const monitor = draft.objects('PodMonitor').find(({ metadata }) => /vllm/.test(metadata.name));
      monitor.spec.podMetricsEndpoints[0].port = 'prometheus';
    },
  },
  {
    name: 'a variable of ai-app has a port that the gateway does not have',
    rule: 'network/address',
    change: (draft) => {
      const { namespace } = draft.object('Service', 'litellm').metadata;
      draft
        .container('ai-app')
        .env.push({ name: 'MODELS', value: `http://litellm.${namespace}.svc:8000/v1` });
    },
  },
  {
    name: 'a synced Secret names an object by a name that has an alias',
    rule: 'secrets/synced-object',
    change: (draft) => {
      const found = draft.objects('SecretProviderClass').find(({ spec }) => spec.secretObjects !== undefined);
      found.spec.secretObjects[0].data[0].objectName += '-1';
    },
  },
  {
    name: 'vllm reads a key that its Secret does not have',
    rule: 'secrets/existing-key',
    change: (draft) => {
      const variable = draft
        .container('vllm')
        .env.find((each: { valueFrom?: { secretKeyRef?: unknown } }) => each.valueFrom?.secretKeyRef);
      variable.valueFrom.secretKeyRef.key = 'token';
    },
  },
  {
    name: 'vllm asks for the runtime class of the GPU Operator',
    rule: 'gpu/runtime-class',
    change: (draft) => {
      draft.podSpec('vllm').runtimeClassName = 'nvidia';
    },
  },
  {
    name: 'vllm sees every GPU of its node',
    rule: 'gpu/visible-devices',
    change: (draft) => {
      draft.container('vllm').env.push({ name: 'NVIDIA_VISIBLE_DEVICES', value: 'all' });
    },
  },
  {
    name: 'a GPU pool does not state its driver',
    rule: 'gpu/driver-stated',
    change: (draft) => {
      delete draft.resource('azurerm_kubernetes_cluster_node_pool', 'gpupool').gpu_driver;
    },
  },
  {
    name: 'vllm loses the name of its user',
    rule: 'model/user-name',
    change: (draft) => {
      const container = draft.container('vllm');
      container.env = container.env.filter(({ name }: { name: string }) => name !== 'USER');
    },
  },
  {
    name: 'litellm gets less memory than it needs to start',
    rule: 'scheduling/component-memory',
    change: (draft) => {
      const { resources } = draft.container('litellm');
      resources.limits.memory = '512Mi';
      resources.requests.memory = '512Mi';
    },
  },
  {
    name: 'the readiness of ai-app allows more failures than its liveness',
    rule: 'probes/readiness-first',
    change: (draft) => {
      draft.container('ai-app').readinessProbe.failureThreshold = 200;
    },
  },
  {
    name: 'ai-app installs packages at its start',
    rule: 'images/install-at-start',
    change: (draft) => {
      draft.container('ai-app').args = ['pip install openai'];
    },
  },
  {
    name: 'ai-app gets the address of a database with its password',
    rule: 'secrets/plain-variable',
    change: (draft) => {
      draft
        .container('ai-app')
        .env.push({ name: 'DATABASE', value: 'postgresql://app:pa55word@db.example.com/app' });
    },
  },
  {
    name: 'a Job that Argo CD heals has a time to live',
    rule: 'gitops/job-ttl',
    change: (draft) => {
      const { metadata, spec } = draft.object('CronJob', 'evaluation');
      draft.add({
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { ...metadata, name: 'evaluation-once' },
        spec: { ...structuredClone(spec.jobTemplate.spec), ttlSecondsAfterFinished: 60 },
      });
    },
  },
];
