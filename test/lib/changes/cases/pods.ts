import type { Checkout } from '../../../../lib/changes/environment-files';
import {
  checkoutOf,
  definitionOf,
  edited,
  type Loose,
  production,
  withField,
  withObject,
} from '../checkouts';
import type { ChangeCase } from './change-case';

const vllm = 'vllm/deployment.vllm.yaml';
const app = definitionOf('production').httpApps![0]!;
const withVllm = (change: (container: Loose) => void): Checkout =>
  withObject(production, vllm, (object) => change(object.spec.template.spec.containers[0]));
const litellm = 'litellm/configmap.litellm.yaml';
const inLitellm = (change: (config: string) => string): Checkout =>
  withObject(production, litellm, ({ data }) => {
    data['config.yaml'] = change(data['config.yaml']);
  });

/** What changes pods, what looks as if it did, and what they only read. */
export const podCases: readonly ChangeCase[] = [
  {
    title: 'an image tag',
    after: () =>
      checkoutOf({
        ...definitionOf('production'),
        httpApps: [{ ...app, image: { repository: 'ai-app', tag: '1.1.0' } }],
      }),
    says: [
      '| `production` | – | 1 workload | 21 | 1 changed | – | – |',
      '#### Pods',
      'These restarts follow the sync after the merge.',
      '| `Deployment production/ai-app` | 1–20 | rolling: maxSurge 25%, maxUnavailable 0; up to 2 min 15 s to stop, up to 3 min 5 s to start | `containers[app].image` |',
      '#### Application `ai-app`',
      '| `Deployment production/ai-app` | `containers[app].image` | `myregistryk4x9.azurecr.io/ai-app:1.0.0` | `myregistryk4x9.azurecr.io/ai-app:1.1.0` |',
    ],
  },
  {
    title: 'resources',
    after: () => withVllm(({ resources }) => Object.assign(resources.limits, { memory: '180Gi' })),
    says: [
      '| `production` | – | 1 workload | 21 | 1 changed | – | – |',
      '#### Pods',
      'These restarts follow the sync after the merge.',
      '| `Deployment production/vllm` | 1–3 | an old pod stops before its replacement starts: maxSurge 0, maxUnavailable 1; up to 1 min 30 s to stop, up to 11 min 30 s to start | `containers[vllm].resources.limits.memory` |',
      '#### Application `vllm`',
      '| `Deployment production/vllm` | `containers[vllm].resources.limits.memory` | `167Gi` | `180Gi` |',
    ],
  },
  {
    title: 'the value of a variable, a secret one and a new one',
    before: () => withVllm(({ env }) => env.push({ name: 'ADMIN_PASSWORD', value: 'first' })),
    after: () =>
      withVllm(({ env }) => {
        env[0].value = '/cache/home';
        env.push({ name: 'ADMIN_PASSWORD', value: 'second' }, { name: 'VLLM_LOGGING_LEVEL', value: 'DEBUG' });
      }),
    says: [
      '| `production` | – | 1 workload | 21 | 1 changed | – | – |',
      '#### Pods',
      'These restarts follow the sync after the merge.',
      '| `Deployment production/vllm` | 1–3 | an old pod stops before its replacement starts: maxSurge 0, maxUnavailable 1; up to 1 min 30 s to stop, up to 11 min 30 s to start | `containers[vllm].env[HOME].value`, `containers[vllm].env[ADMIN_PASSWORD].value`, `containers[vllm].env[VLLM_LOGGING_LEVEL]` |',
      '#### Application `vllm`',
      '| `Deployment production/vllm` | `containers[vllm].env[HOME].value` | `/cache` | `/cache/home` |',
      '|  | `containers[vllm].env[ADMIN_PASSWORD].value` | (hidden) | (hidden) |',
      '|  | `containers[vllm].env[VLLM_LOGGING_LEVEL]` | – | `{"name":"VLLM_LOGGING_LEVEL","value":"DEBUG"}` |',
    ],
  },
  {
    title: 'the order of variables',
    after: () => withVllm(({ env }) => env.reverse()),
    says: [
      '| `production` | – | 1 workload | 21 | 1 changed | – | – |',
      '#### Pods',
      'These restarts follow the sync after the merge.',
      '| `Deployment production/vllm` | 1–3 | an old pod stops before its replacement starts: maxSurge 0, maxUnavailable 1; up to 1 min 30 s to stop, up to 11 min 30 s to start | `containers[vllm].env` |',
      '#### Application `vllm`',
      '| `Deployment production/vllm` | `containers[vllm].env` | order: `HOME, HF_HOME, TORCHINDUCTOR_CACHE_DIR, TRITON_CACHE_DIR, USER, VLLM_CACHE_ROOT, VLLM_NO_USAGE_STATS, XDG_CACHE_HOME, VLLM_ENGINE_READY_TIMEOUT_S, VLLM_API_KEY` | order: `VLLM_API_KEY, VLLM_ENGINE_READY_TIMEOUT_S, XDG_CACHE_HOME, VLLM_NO_USAGE_STATS, VLLM_CACHE_ROOT, USER, TRITON_CACHE_DIR, TORCHINDUCTOR_CACHE_DIR, HF_HOME, HOME` |',
    ],
  },
  {
    title: 'an argument',
    after: () => withVllm(({ args }) => args.splice(5, 1, '--gpu-memory-utilization=0.91')),
    says: [
      '| `production` | – | 1 workload | 21 | 1 changed | – | – |',
      '#### Pods',
      'These restarts follow the sync after the merge.',
      '| `Deployment production/vllm` | 1–3 | an old pod stops before its replacement starts: maxSurge 0, maxUnavailable 1; up to 1 min 30 s to stop, up to 11 min 30 s to start | `containers[vllm].args[--gpu-memory-utilization]` |',
      '#### Application `vllm`',
      '| `Deployment production/vllm` | `containers[vllm].args[--gpu-memory-utilization]` | `0.9` | `0.91` |',
    ],
  },
  {
    title: 'the order of arguments',
    after: () => withVllm(({ args }) => args.push(...args.splice(1, 1))),
    says: [
      '| `production` | – | 1 workload | 21 | 1 changed | – | – |',
      '#### Pods',
      'These restarts follow the sync after the merge.',
      '| `Deployment production/vllm` | 1–3 | an old pod stops before its replacement starts: maxSurge 0, maxUnavailable 1; up to 1 min 30 s to stop, up to 11 min 30 s to start | `containers[vllm].args` |',
      '#### Application `vllm`',
      '| `Deployment production/vllm` | `containers[vllm].args` | order: `microsoft/phi-4, --host=0.0.0.0, --port=8000, --served-model-name=microsoft/phi-4, --tensor-parallel-size=1, --gpu-memory-utilization=0.9, --shutdown-timeout=60` | order: `microsoft/phi-4, --port=8000, --served-model-name=microsoft/phi-4, --tensor-parallel-size=1, --gpu-memory-utilization=0.9, --shutdown-timeout=60, --host=0.0.0.0` |',
    ],
  },
  {
    title: 'a probe',
    after: () => withVllm(({ livenessProbe }) => Object.assign(livenessProbe, { failureThreshold: 3 })),
    says: [
      '| `production` | – | 1 workload | 21 | 1 changed | – | – |',
      '#### Pods',
      'These restarts follow the sync after the merge.',
      '| `Deployment production/vllm` | 1–3 | an old pod stops before its replacement starts: maxSurge 0, maxUnavailable 1; up to 1 min 30 s to stop, up to 11 min 30 s to start | `containers[vllm].livenessProbe.failureThreshold` |',
      '#### Application `vllm`',
      '| `Deployment production/vllm` | `containers[vllm].livenessProbe.failureThreshold` | `5` | `3` |',
    ],
  },
  {
    title: 'a container',
    after: () =>
      withObject(production, vllm, ({ spec }) =>
        spec.template.spec.containers.push({
          name: 'proxy',
          image: 'docker.io/library/nginx:1.29.3',
          env: [{ name: 'API_TOKEN', value: 'none' }],
          resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } },
          securityContext: { allowPrivilegeEscalation: false },
        }),
      ),
    says: [
      '| `production` | **1 × check error** | 1 workload | 21 | 1 changed | – | 1 new |',
      '### Risks',
      '| **check error** | `Deployment production/vllm` | `spec.template.spec.containers[1].securityContext: Namespace production enforces the level restricted but capabilities.drop does not contain ALL, so Kubernetes rejects the pod.` | `security/pod-security` |',
      '#### Pods',
      'These restarts follow the sync after the merge.',
      '| `Deployment production/vllm` | 1–3 | an old pod stops before its replacement starts: maxSurge 0, maxUnavailable 1; up to 1 min 30 s to stop, up to 11 min 30 s to start | `containers[proxy]` |',
      '#### Application `vllm`',
      '| `Deployment production/vllm` | `containers[proxy]` | – | `{"name":"proxy","image":"docker.io/library/nginx:1.29.3","env":[{"name":"API_TOKEN","value":"(hidden)"}],"resources":{"requests":{"cpu":"1","memory":"1Gi"},"limits":{"memory":"1Gi"}},"securityContext":{"allowPrivilegeEscalation":false}}` |',
      '#### Check',
      '| new error | `Deployment production/vllm` | `spec.template.spec.containers[1].securityContext: Namespace production enforces the level restricted but capabilities.drop does not contain ALL, so Kubernetes rejects the pod. Expected: a securityContext that complies with the level restricted. Fix: Correct the field in the securityContext of the container or of the pod.` | `security/pod-security` |',
    ],
  },
  {
    title: 'only the spelling of quantities',
    after: () =>
      withVllm(({ resources }) => {
        resources.requests.cpu = '18000m';
        resources.limits = { 'nvidia.com/gpu': 1, memory: `${167 * 1024}Mi` };
      }),
    says: ['No deployed resource changes.'],
  },
  {
    title: 'only the order of keys',
    after: () =>
      withObject(production, vllm, (object) => {
        const { apiVersion } = object;
        delete object.apiVersion;
        Object.assign(object, { apiVersion });
      }),
    says: ['No deployed resource changes.'],
  },
  {
    title: 'only line ends and comments of a file',
    after: () =>
      edited(production, `dist/production/${vllm}`, (text) => `# Another.\n${text}`.replaceAll('\n', '\r\n')),
    says: ['No deployed resource changes.'],
  },
  {
    title: 'a mounted ConfigMap with YAML',
    after: () => inLitellm((config) => config.replace('timeout: 600', 'timeout: 900')),
    says: [
      '| `production` | – | 1 workload does not restart although its configuration changes | 21 | 1 changed | – | – |',
      '#### Pods',
      '| `Deployment production/litellm` | `ConfigMap production/litellm` | the new files within two minutes, if the process reads them again |',
      '#### Application `litellm`',
      '| `ConfigMap production/litellm` | `data["config.yaml"] › router_settings.timeout` | `600` | `900` |',
    ],
  },
  {
    title: 'a comment in a ConfigMap',
    after: () => inLitellm((config) => `# A comment.\n${config}`),
    says: [
      '| `production` | – | 1 workload does not restart although its configuration changes | 21 | 1 changed | – | – |',
      '#### Pods',
      '| `Deployment production/litellm` | `ConfigMap production/litellm` | the new files within two minutes, if the process reads them again |',
      '#### Application `litellm`',
      '| `ConfigMap production/litellm` | `data["config.yaml"]` | same content, other spelling |  |',
    ],
  },
  {
    title: 'the identity of a ServiceAccount',
    after: () =>
      withField(
        'cluster/serviceaccount.my-app-sa.yaml',
        'metadata.annotations["azure.workload.identity/client-id"]',
        '11111111-2222-4333-8444-555555555555',
      ),
    says: [
      '| `production` | – | 1 workload does not restart although its configuration changes | 21 | 1 changed | – | – |',
      '#### Pods',
      '| `Deployment production/ai-app` | `ServiceAccount production/my-app-sa` | the old identity until the pods are recreated |',
      '#### Application `cluster`',
      '| `ServiceAccount production/my-app-sa` | `metadata.annotations["azure.workload.identity/client-id"]` | `a41c7e92-05db-4f38-b6e7-2c9d81f4503a` | `11111111-2222-4333-8444-555555555555` |',
    ],
  },
  {
    title: 'a CronJob',
    after: () =>
      withField(
        'evaluation/cronjob.evaluation.yaml',
        'spec.jobTemplate.spec.template.spec.containers[0].image',
        'myregistryk4x9.azurecr.io/evaluation:1.0.1',
      ),
    says: [
      '| `production` | – | – | 21 | 1 changed | – | – |',
      '#### Pods',
      'These restarts follow the sync after the merge.',
      '| `CronJob production/evaluation` |  | from the next run on; running pods continue | `containers[job].image` |',
      '#### Application `evaluation`',
      '| `CronJob production/evaluation` | `containers[job].image` | `myregistryk4x9.azurecr.io/evaluation:1.0.0` | `myregistryk4x9.azurecr.io/evaluation:1.0.1` |',
    ],
  },
  {
    title: 'a LeaderWorkerSet',
    after: () => withField('deepseek/leaderworkerset.deepseek.yaml', 'spec.leaderWorkerTemplate.size', 3),
    says: [
      '| `production` | **1 × check error** | 1 workload | 21 | 1 changed | – | 1 new |',
      '### Risks',
      '| **check error** | `ScaledObject production/deepseek-scaler` | `spec.maxReplicaCount: The maximum is 1 group of 3 pods with 8 GPUs each, but the node pools have GPUs for 2 pods, so the remaining pods stay Pending.` | `gpu/replicas-above-pool` |',
      '#### Pods',
      'These restarts follow the sync after the merge.',
      '| `LeaderWorkerSet production/deepseek` | 0–1 × 3 | group by group: maxSurge 0, maxUnavailable 1; up to 1 min 30 s to stop, up to 195 min to start | `spec.leaderWorkerTemplate.size` |',
      '#### Limits',
      '| `LeaderWorkerSet production/deepseek` | 0–1 replica × 16 GPUs | 0–1 replica × 24 GPUs |',
      '| Maximum nodes of all pools | 18 | 18 |',
      '| Maximum GPUs of all pools | 21 | 21 |',
      '| Maximum GPUs that all workloads request | 20 | **28** |',
      '#### Application `deepseek`',
      '| `LeaderWorkerSet production/deepseek` | `spec.leaderWorkerTemplate.size` | `2` | `3` |',
      '#### Check',
      '| new error | `ScaledObject production/deepseek-scaler` | `spec.maxReplicaCount: The maximum is 1 group of 3 pods with 8 GPUs each, but the node pools have GPUs for 2 pods, so the remaining pods stay Pending. Expected: GPUs for 3 pods on the node pools. Fix: Raise max_count of the node pool, or lower the maximum number of replicas.` | `gpu/replicas-above-pool` |',
    ],
  },
];
