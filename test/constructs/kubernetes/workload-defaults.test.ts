import { expectValidManifests } from '../../schemas/validate-manifest';
import { type SampleWorkload, sampleWorkloads } from './sample-workloads';
import { gpuPlacement } from './samples';
import { objectOf } from './synthesize';

type WorkloadName = keyof typeof sampleWorkloads;

/** Period, timeout and number of failures of a probe, in seconds. */
type Timing = readonly [periodSeconds: number, timeoutSeconds: number, failureThreshold: number];

const timed = (action: object, [periodSeconds, timeoutSeconds, failureThreshold]: Timing) => ({
  ...action,
  initialDelaySeconds: 0,
  periodSeconds,
  timeoutSeconds,
  failureThreshold,
  successThreshold: 1,
});
const get = (path: string, port: number, ...timing: Timing) => timed({ httpGet: { path, port } }, timing);
const getTls = (path: string, port: number, ...timing: Timing) =>
  timed({ httpGet: { path, port, scheme: 'HTTPS' } }, timing);
const grpc = (port: number, ...timing: Timing) =>
  timed({ grpc: { port, service: 'inference-extension' } }, timing);
const heartbeat = (...timing: Timing) =>
  timed(
    {
      exec: {
        command: [
          '/bin/sh',
          '-c',
          'beat=$(stat -c %Y /run/heartbeat/alive 2>/dev/null) && test $(( $(date +%s) - beat )) -lt 60',
        ],
      },
    },
    timing,
  );

/** A rollout that needs no node in addition to those in use: a surge pod would wait for a GPU. */
const withoutSurge = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } };
/** A rollout that deletes no pod before the next one is ready. */
const withSurge = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } };
const withOneMore = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };

const synthesized = new Map<WorkloadName, SampleWorkload>();

/** The objects, the spec of the controller, the pod and its container. Each workload is synthesized once. */
function partsOf(name: WorkloadName) {
  const workload = synthesized.get(name) ?? sampleWorkloads[name]();
  synthesized.set(name, workload);
  const pod = workload.template.spec;
  return { ...workload, spec: workload.controller.spec, pod, container: pod.containers[0] };
}

describe('manifests with only the required props', () => {
  it.each(Object.keys(sampleWorkloads) as WorkloadName[])('%s is valid by independent schemas', (name) => {
    const { objects, template } = partsOf(name);
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', ...template.metadata } };
    expectValidManifests([...objects, { ...pod, spec: template.spec }]);
  });

  it.each<[WorkloadName, readonly string[]]>([
    ['vllm', ['Deployment', 'Service', 'PodDisruptionBudget', 'NetworkPolicy']],
    ['triton', ['Deployment', 'Service', 'PodDisruptionBudget', 'NetworkPolicy']],
    ['liteLlm', ['ConfigMap', 'Deployment', 'Service', 'PodDisruptionBudget']],
    ['httpApp', ['Deployment', 'Service', 'PodDisruptionBudget']],
    ['agentApp', ['Deployment', 'Service', 'PodDisruptionBudget']],
    ['queueWorker', ['Deployment', 'PodDisruptionBudget', 'ScaledObject', 'NetworkPolicy']],
    ['queueJob', ['ScaledJob', 'NetworkPolicy']],
    ['scheduledJob', ['CronJob', 'NetworkPolicy']],
    [
      'endpointPicker',
      ['ServiceAccount', 'Role', 'RoleBinding', 'ConfigMap', 'Deployment', 'Service', 'NetworkPolicy'],
    ],
    ['tlsCertificates', ['SecretProviderClass', 'Deployment']],
  ])('%s consists of %j', (name, kinds) =>
    expect(partsOf(name).objects.map(({ kind }) => kind)).toEqual(kinds),
  );
});

describe('startup probes', () => {
  it.each<[WorkloadName, object | undefined]>([
    ['vllm', get('/health', 8000, 10, 5, 70)],
    ['multiNodeLeader', get('/health', 8000, 10, 5, 1408)],
    ['multiNodeWorker', undefined],
    ['triton', get('/v2/health/ready', 8000, 10, 5, 61)],
    ['liteLlm', get('/health/liveliness', 4000, 5, 5, 61)],
    ['endpointPicker', grpc(9003, 5, 5, 24)],
    ['internalIngress', getTls('/ready', 8081, 2, 5, 30)],
    ['httpApp', get('/health/live', 8000, 5, 5, 37)],
    ['agentApp', get('/ok', 8000, 5, 5, 73)],
    ['queueWorker', heartbeat(5, 10, 37)],
    ['queueJob', heartbeat(5, 10, 37)],
    ['scheduledJob', undefined],
    ['liteLlmMigration', undefined],
    ['tlsCertificates', undefined],
  ])('%s starts within its budget', (name, probe) =>
    expect(partsOf(name).container.startupProbe).toEqual(probe),
  );
});

describe('readiness probes', () => {
  it.each<[WorkloadName, object | undefined]>([
    ['vllm', get('/health', 8000, 10, 5, 3)],
    ['multiNodeLeader', get('/health', 8000, 10, 5, 3)],
    ['multiNodeWorker', undefined],
    ['triton', get('/v2/health/ready', 8000, 10, 5, 3)],
    ['liteLlm', get('/health/readiness', 4000, 10, 5, 3)],
    ['endpointPicker', grpc(9003, 5, 5, 2)],
    ['internalIngress', getTls('/ready', 8081, 5, 5, 2)],
    ['httpApp', get('/health/ready', 8000, 10, 5, 3)],
    ['agentApp', get('/ok', 8000, 10, 5, 3)],
    ['queueWorker', undefined],
    ['queueJob', undefined],
    ['scheduledJob', undefined],
    ['liteLlmMigration', undefined],
    ['tlsCertificates', undefined],
  ])('%s leaves its Service after these failures', (name, probe) =>
    expect(partsOf(name).container.readinessProbe).toEqual(probe),
  );
});

describe('liveness probes', () => {
  it.each<[WorkloadName, object | undefined]>([
    ['vllm', get('/health', 8000, 30, 10, 5)],
    ['multiNodeLeader', get('/health', 8000, 30, 10, 5)],
    ['multiNodeWorker', undefined],
    ['triton', get('/v2/health/live', 8000, 30, 10, 5)],
    ['liteLlm', get('/health/liveliness', 4000, 30, 10, 5)],
    ['endpointPicker', grpc(9003, 10, 5, 6)],
    ['internalIngress', getTls('/ready', 8081, 10, 5, 6)],
    ['httpApp', get('/health/live', 8000, 30, 30, 3)],
    ['agentApp', get('/ok', 8000, 30, 30, 3)],
    ['queueWorker', heartbeat(15, 10, 3)],
    ['queueJob', heartbeat(15, 10, 3)],
    ['scheduledJob', undefined],
    ['liteLlmMigration', undefined],
    ['tlsCertificates', undefined],
  ])('%s restarts after these failures', (name, probe) =>
    expect(partsOf(name).container.livenessProbe).toEqual(probe),
  );
});

describe('shutdown', () => {
  it.each<[WorkloadName, number | undefined]>([
    ['vllm', 90],
    ['multiNodeLeader', 90],
    ['multiNodeWorker', 90],
    ['triton', 90],
    ['liteLlm', 630],
    ['liteLlmMigration', undefined],
    ['endpointPicker', 130],
    ['internalIngress', 600],
    ['tlsCertificates', 5],
    ['httpApp', 60],
    ['agentApp', 330],
    ['queueWorker', 90],
    ['queueJob', 1500],
    ['scheduledJob', 30],
  ])('the grace period of %s is %s seconds', (name, seconds) =>
    expect(partsOf(name).pod.terminationGracePeriodSeconds).toBe(seconds),
  );

  it.each<[WorkloadName, number]>([
    ['vllm', 15],
    ['multiNodeLeader', 15],
    ['multiNodeWorker', 75],
    ['triton', 15],
    ['liteLlm', 15],
    ['endpointPicker', 5],
    ['internalIngress', 585],
    ['httpApp', 15],
    ['agentApp', 15],
  ])('%s waits %s seconds before the stop signal', (name, seconds) =>
    expect(partsOf(name).container.lifecycle).toEqual({ preStop: { sleep: { seconds } } }),
  );

  it.each<[WorkloadName]>([
    ['queueWorker'],
    ['queueJob'],
    ['scheduledJob'],
    ['liteLlmMigration'],
    ['tlsCertificates'],
  ])('%s has no clients and receives the stop signal immediately', (name) =>
    expect(partsOf(name).container).not.toHaveProperty('lifecycle'),
  );
});

describe('replicas and rollouts', () => {
  it.each<[WorkloadName, number | undefined]>([
    ['vllm', 1],
    ['multiNodeLeader', 1],
    ['triton', 1],
    ['liteLlm', 2],
    ['endpointPicker', 1],
    ['internalIngress', 2],
    ['tlsCertificates', 1],
    ['httpApp', 2],
    ['agentApp', 2],
    ['queueWorker', undefined],
  ])('%s has %s replicas', (name, replicas) => expect(partsOf(name).spec.replicas).toBe(replicas));

  it.each<[WorkloadName, object]>([
    ['vllm', withoutSurge],
    ['triton', withoutSurge],
    ['liteLlm', withSurge],
    ['endpointPicker', { type: 'Recreate' }],
    ['internalIngress', withOneMore],
    ['tlsCertificates', withOneMore],
    ['httpApp', withSurge],
    ['agentApp', withSurge],
    ['queueWorker', withSurge],
  ])('%s is replaced with the strategy %j', (name, strategy) =>
    expect(partsOf(name).spec.strategy).toEqual(strategy),
  );

  it('a group of nodes is replaced as a whole, without a surge group', () =>
    expect(partsOf('multiNodeLeader').spec.rolloutStrategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdateConfiguration: { maxSurge: 0, maxUnavailable: 1 },
    }));

  it('a group of nodes restarts as a whole after it has started', () => {
    const { leaderWorkerTemplate, startupPolicy, networkConfig } = partsOf('multiNodeLeader').spec;
    expect(leaderWorkerTemplate.restartPolicy).toBe('RecreateGroupAfterStart');
    expect(leaderWorkerTemplate.size).toBe(2);
    expect(startupPolicy).toBe('LeaderCreated');
    expect(networkConfig).toEqual({ subdomainPolicy: 'UniquePerReplica' });
  });

  it.each<[WorkloadName, number | undefined]>([
    ['vllm', 2500],
    ['triton', 2410],
    ['liteLlm', 905],
    ['endpointPicker', undefined],
    ['internalIngress', undefined],
    ['httpApp', 785],
    ['agentApp', 965],
    ['queueWorker', 485],
  ])('a rollout of %s fails after %s seconds without progress', (name, seconds) =>
    expect(partsOf(name).spec.progressDeadlineSeconds).toBe(seconds),
  );

  it.each<[WorkloadName]>([
    ['vllm'],
    ['triton'],
    ['liteLlm'],
    ['endpointPicker'],
    ['internalIngress'],
    ['tlsCertificates'],
    ['httpApp'],
    ['agentApp'],
    ['queueWorker'],
  ])('%s keeps five revisions', (name) => expect(partsOf(name).spec.revisionHistoryLimit).toBe(5));

  it.each<[WorkloadName, Record<string, string>]>([
    ['vllm', { 'app.kubernetes.io/name': 'vllm' }],
    ['multiNodeLeader', { 'leaderworkerset.sigs.k8s.io/name': 'llama' }],
    ['triton', { 'app.kubernetes.io/name': 'triton' }],
    ['liteLlm', { 'app.kubernetes.io/name': 'gateway' }],
    ['internalIngress', { 'app.kubernetes.io/name': 'ingress' }],
    ['httpApp', { 'app.kubernetes.io/name': 'app' }],
    ['agentApp', { 'app.kubernetes.io/name': 'agent' }],
    ['queueWorker', { 'app.kubernetes.io/name': 'worker' }],
  ])('a node drain evicts one pod of %s at a time', (name, matchLabels) =>
    expect(objectOf(partsOf(name).objects, 'PodDisruptionBudget').spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    }),
  );
});

describe('scheduling', () => {
  it.each<[WorkloadName]>([['vllm'], ['multiNodeLeader'], ['multiNodeWorker'], ['triton']])(
    '%s runs on GPU nodes and tolerates their taint',
    (name) => {
      const { nodeSelector, tolerations } = partsOf(name).pod;
      expect({ nodeSelector, tolerations }).toEqual(gpuPlacement);
    },
  );

  it.each<[WorkloadName]>([
    ['liteLlm'],
    ['liteLlmMigration'],
    ['endpointPicker'],
    ['internalIngress'],
    ['tlsCertificates'],
    ['httpApp'],
    ['agentApp'],
    ['queueWorker'],
    ['queueJob'],
    ['scheduledJob'],
  ])('%s runs on any untainted node', (name) => {
    const { pod } = partsOf(name);
    expect(pod).not.toHaveProperty('nodeSelector');
    expect(pod).not.toHaveProperty('tolerations');
    expect(pod).not.toHaveProperty('affinity');
  });

  it.each<[WorkloadName, string]>([
    ['liteLlm', 'gateway'],
    ['internalIngress', 'ingress'],
    ['httpApp', 'app'],
    ['agentApp', 'agent'],
    ['queueWorker', 'worker'],
  ])('%s prefers different zones and nodes for its pods', (name, label) => {
    const rule = {
      labelSelector: { matchLabels: { 'app.kubernetes.io/name': label } },
      matchLabelKeys: ['pod-template-hash'],
      maxSkew: 1,
      whenUnsatisfiable: 'ScheduleAnyway',
    };
    expect(partsOf(name).pod.topologySpreadConstraints).toEqual([
      { ...rule, topologyKey: 'topology.kubernetes.io/zone' },
      { ...rule, topologyKey: 'kubernetes.io/hostname' },
    ]);
  });

  it.each<[WorkloadName]>([['queueJob'], ['scheduledJob']])(
    '%s keeps its node while the cluster autoscaler scales down',
    (name) =>
      expect(partsOf(name).template.metadata.annotations).toEqual({
        'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
      }),
  );
});

describe('security', () => {
  it.each<[WorkloadName, number]>([
    ['vllm', 2000],
    ['multiNodeLeader', 2000],
    ['multiNodeWorker', 2000],
    ['triton', 1000],
    ['liteLlm', 65_534],
    ['liteLlmMigration', 65_534],
    ['endpointPicker', 65_532],
    ['internalIngress', 65_532],
    ['tlsCertificates', 65_535],
    ['httpApp', 10_001],
    ['agentApp', 10_001],
    ['queueWorker', 10_001],
    ['queueJob', 10_001],
    ['scheduledJob', 10_001],
  ])('the pod of %s runs as the user %s, never as root', (name, id) =>
    expect(partsOf(name).pod.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: id,
      runAsGroup: id,
      fsGroup: id,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    }),
  );

  it.each<[WorkloadName, boolean]>([
    ['vllm', false],
    ['multiNodeLeader', false],
    ['multiNodeWorker', false],
    ['triton', false],
    ['liteLlm', false],
    ['liteLlmMigration', false],
    ['endpointPicker', true],
    ['internalIngress', true],
    ['tlsCertificates', true],
    ['httpApp', true],
    ['agentApp', true],
    ['queueWorker', true],
    ['queueJob', true],
    ['scheduledJob', true],
  ])('the container of %s has no capabilities; read-only root file system: %s', (name, readOnly) =>
    expect(partsOf(name).container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: readOnly,
    }),
  );

  it.each<[WorkloadName, boolean]>([
    ['vllm', false],
    ['multiNodeLeader', false],
    ['multiNodeWorker', false],
    ['triton', false],
    ['liteLlm', false],
    ['liteLlmMigration', false],
    ['endpointPicker', true],
    ['internalIngress', false],
    ['tlsCertificates', false],
    ['httpApp', false],
    ['agentApp', false],
    ['queueWorker', false],
    ['queueJob', false],
    ['scheduledJob', false],
  ])('the token for the Kubernetes API in %s: %s', (name, mounted) =>
    expect(partsOf(name).pod.automountServiceAccountToken).toBe(mounted),
  );

  it.each(Object.keys(sampleWorkloads) as WorkloadName[])(
    '%s gets no variables of Services, and its pod has one container',
    (name) => {
      const { pod } = partsOf(name);
      expect(pod.enableServiceLinks).toBe(false);
      expect(pod.containers).toHaveLength(1);
    },
  );
});

describe('resources', () => {
  const gpus = (count: string) => ({ 'nvidia.com/gpu': count });

  it.each<[WorkloadName, { requests: object; limits: object }]>([
    [
      'vllm',
      {
        requests: { cpu: '16', memory: '150Gi', 'ephemeral-storage': '38Gi', ...gpus('1') },
        limits: { memory: '150Gi', ...gpus('1') },
      },
    ],
    [
      'multiNodeLeader',
      {
        requests: { cpu: '80', memory: '1600Gi', 'ephemeral-storage': '902Gi', ...gpus('8') },
        limits: { memory: '1600Gi', ...gpus('8') },
      },
    ],
    [
      'multiNodeWorker',
      {
        requests: { cpu: '80', memory: '1600Gi', 'ephemeral-storage': '902Gi', ...gpus('8') },
        limits: { memory: '1600Gi', ...gpus('8') },
      },
    ],
    [
      'triton',
      {
        requests: { cpu: '8', memory: '64Gi', 'ephemeral-storage': '18Gi', ...gpus('1') },
        limits: { memory: '64Gi', ...gpus('1') },
      },
    ],
    ['liteLlm', { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } }],
    ['liteLlmMigration', { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '1Gi' } }],
    ['endpointPicker', { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } }],
    ['internalIngress', { requests: { cpu: '500m', memory: '512Mi' }, limits: { memory: '512Mi' } }],
    ['tlsCertificates', { requests: { cpu: '1m', memory: '8Mi' }, limits: { memory: '8Mi' } }],
    ['httpApp', { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } }],
    ['agentApp', { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } }],
    ['queueWorker', { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } }],
    ['queueJob', { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } }],
    ['scheduledJob', { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } }],
  ])('%s limits memory and GPUs to the requests, and does not limit CPU', (name, resources) =>
    expect(partsOf(name).container.resources).toEqual(resources),
  );

  const disk = (sizeLimit: string) => ({ sizeLimit });
  const memory = (sizeLimit: string) => ({ medium: 'Memory', sizeLimit });
  it.each<[WorkloadName, Record<string, object>]>([
    ['vllm', { cache: disk('36Gi'), 'shared-memory': memory('4Gi'), tmp: disk('2Gi') }],
    ['multiNodeLeader', { cache: disk('900Gi'), 'shared-memory': memory('32Gi'), tmp: disk('2Gi') }],
    ['multiNodeWorker', { cache: disk('900Gi'), 'shared-memory': memory('32Gi'), tmp: disk('2Gi') }],
    ['triton', { cache: disk('10Gi'), 'shared-memory': memory('4Gi'), tmp: disk('8Gi') }],
    ['liteLlm', { tmp: disk('512Mi') }],
    ['liteLlmMigration', { tmp: disk('512Mi') }],
    ['endpointPicker', {}],
    ['internalIngress', {}],
    ['tlsCertificates', {}],
    ['httpApp', { tmp: disk('512Mi') }],
    ['agentApp', { tmp: disk('512Mi') }],
    ['queueWorker', { tmp: disk('512Mi'), heartbeat: memory('1Mi') }],
    ['queueJob', { tmp: disk('512Mi'), heartbeat: memory('1Mi') }],
    ['scheduledJob', { tmp: disk('512Mi') }],
  ])('each temporary volume of %s has a size limit: %j', (name, expected) => {
    const volumes: { name: string; emptyDir?: object }[] = partsOf(name).pod.volumes;
    const temporary = volumes.filter(({ emptyDir }) => emptyDir !== undefined);
    expect(Object.fromEntries(temporary.map((volume) => [volume.name, volume.emptyDir]))).toEqual(expected);
  });

  it.each<[WorkloadName, Record<string, string>]>([
    ['vllm', { cache: '/cache', 'shared-memory': '/dev/shm', tmp: '/tmp' }],
    ['multiNodeLeader', { cache: '/cache', 'shared-memory': '/dev/shm', tmp: '/tmp' }],
    ['multiNodeWorker', { cache: '/cache', 'shared-memory': '/dev/shm', tmp: '/tmp' }],
    ['triton', { models: '/models', cache: '/cache', 'shared-memory': '/dev/shm', tmp: '/tmp' }],
    ['liteLlm', { config: '/etc/litellm', tmp: '/tmp', 'key-vault-secrets': '/mnt/secrets' }],
    ['liteLlmMigration', { tmp: '/tmp', 'key-vault-secrets': '/mnt/secrets' }],
    ['endpointPicker', { config: '/config' }],
    ['internalIngress', { config: '/etc/envoy', 'tls-certificates': '/mnt/tls' }],
    ['tlsCertificates', { 'tls-certificates': '/mnt/tls' }],
    ['httpApp', { tmp: '/tmp' }],
    ['agentApp', { tmp: '/tmp', 'key-vault-secrets': '/mnt/secrets' }],
    ['queueWorker', { tmp: '/tmp', heartbeat: '/run/heartbeat' }],
    ['queueJob', { tmp: '/tmp', heartbeat: '/run/heartbeat' }],
    ['scheduledJob', { tmp: '/tmp' }],
  ])('%s mounts every volume of its pod: %j', (name, paths) => {
    const { pod, container } = partsOf(name);
    const mounts: { name: string; mountPath: string }[] = container.volumeMounts;
    expect(Object.fromEntries(mounts.map((mount) => [mount.name, mount.mountPath]))).toEqual(paths);
    expect(pod.volumes.map((volume: { name: string }) => volume.name)).toEqual(Object.keys(paths));
  });

  it.each<[WorkloadName, string]>([
    ['liteLlm', 'config'],
    ['liteLlm', 'key-vault-secrets'],
    ['endpointPicker', 'config'],
    ['internalIngress', 'config'],
    ['internalIngress', 'tls-certificates'],
    ['tlsCertificates', 'tls-certificates'],
    ['triton', 'models'],
  ])('%s mounts %s read-only', (name, volume) => {
    const mounts: { name: string; readOnly?: boolean }[] = partsOf(name).container.volumeMounts;
    expect(mounts.find((mount) => mount.name === volume)?.readOnly).toBe(true);
  });
});

describe('processes', () => {
  const engineEnvironment = {
    HOME: '/cache',
    HF_HOME: '/cache/huggingface',
    TORCHINDUCTOR_CACHE_DIR: '/cache/torchinductor',
    TRITON_CACHE_DIR: '/cache/triton',
    XDG_CACHE_HOME: '/cache/xdg',
  };
  const vllmEnvironment = {
    ...engineEnvironment,
    USER: 'vllm',
    VLLM_CACHE_ROOT: '/cache/vllm',
    VLLM_NO_USAGE_STATS: '1',
  };
  const workerEnvironment = {
    HOME: '/tmp',
    HEARTBEAT_FILE: '/run/heartbeat/alive',
    SERVICE_BUS_NAMESPACE: 'my-bus.servicebus.windows.net',
    SERVICE_BUS_QUEUE: 'documents',
    WORKER_CONCURRENCY: '1',
  };

  it.each<[WorkloadName, Record<string, string>]>([
    ['vllm', { ...vllmEnvironment, VLLM_ENGINE_READY_TIMEOUT_S: '700' }],
    ['multiNodeLeader', { ...vllmEnvironment, VLLM_ENGINE_READY_TIMEOUT_S: '14080' }],
    ['multiNodeWorker', { ...vllmEnvironment, VLLM_ENGINE_READY_TIMEOUT_S: '14080' }],
    ['triton', { ...engineEnvironment, NUMBA_CACHE_DIR: '/cache/numba' }],
    [
      'liteLlm',
      {
        GRACEFUL_SHUTDOWN_TIMEOUT: '600',
        LITELLM_LOCAL_MODEL_COST_MAP: 'True',
        LITELLM_MODE: 'PRODUCTION',
      },
    ],
    ['liteLlmMigration', { LITELLM_LOCAL_MODEL_COST_MAP: 'True', LITELLM_MODE: 'PRODUCTION' }],
    ['endpointPicker', {}],
    ['internalIngress', {}],
    ['httpApp', { HOME: '/tmp' }],
    [
      'agentApp',
      {
        HOME: '/tmp',
        BG_JOB_ISOLATED_LOOPS: 'true',
        BG_JOB_SHUTDOWN_GRACE_PERIOD_SECS: '300',
        BG_JOB_TIMEOUT_SECS: '300',
        LANGSMITH_TRACING: 'false',
        N_JOBS_PER_WORKER: '10',
        PORT: '8000',
      },
    ],
    [
      'queueWorker',
      {
        ...workerEnvironment,
        WORKER_MODE: 'deployment',
        MESSAGE_LOCK_RENEWAL_SECONDS: '90',
        SHUTDOWN_GRACE_SECONDS: '60',
      },
    ],
    [
      'queueJob',
      {
        ...workerEnvironment,
        WORKER_MODE: 'job',
        MESSAGE_LOCK_RENEWAL_SECONDS: '3630',
        SHUTDOWN_GRACE_SECONDS: '1470',
      },
    ],
    ['scheduledJob', { HOME: '/tmp' }],
  ])('%s gets these variables', (name, expected) => {
    const variables: { name: string; value?: string }[] = partsOf(name).container.env ?? [];
    const plain = variables.filter(({ value }) => value !== undefined);
    expect(Object.fromEntries(plain.map((variable) => [variable.name, variable.value]))).toEqual(expected);
  });

  it.each<[WorkloadName, readonly string[] | undefined]>([
    ['vllm', ['vllm', 'serve']],
    ['multiNodeLeader', ['vllm', 'serve']],
    ['multiNodeWorker', ['vllm', 'serve']],
    ['triton', undefined],
    ['liteLlm', ['litellm']],
    ['liteLlmMigration', ['litellm', '--skip_server_startup']],
    ['httpApp', undefined],
    ['agentApp', undefined],
    ['queueWorker', undefined],
    ['queueJob', undefined],
    ['scheduledJob', undefined],
  ])('%s runs the command %j', (name, command) => expect(partsOf(name).container.command).toEqual(command));

  const groupArguments = [
    'meta-llama/Llama-3.1-405B-Instruct',
    '--host=0.0.0.0',
    '--port=8000',
    '--served-model-name=meta-llama/Llama-3.1-405B-Instruct',
    '--tensor-parallel-size=8',
    '--gpu-memory-utilization=0.9',
    '--shutdown-timeout=60',
    '--pipeline-parallel-size=2',
    '--distributed-executor-backend=mp',
    '--nnodes=2',
    '--node-rank=$(LWS_WORKER_INDEX)',
    '--master-addr=$(LWS_LEADER_ADDRESS)',
    '--master-port=29501',
    '--distributed-timeout-seconds=14080',
  ];
  it.each<[WorkloadName, readonly string[] | undefined]>([
    [
      'vllm',
      [
        'microsoft/phi-4',
        '--host=0.0.0.0',
        '--port=8000',
        '--served-model-name=microsoft/phi-4',
        '--tensor-parallel-size=1',
        '--gpu-memory-utilization=0.9',
        '--shutdown-timeout=60',
      ],
    ],
    ['multiNodeLeader', groupArguments],
    ['multiNodeWorker', [...groupArguments, '--headless']],
    [
      'triton',
      [
        'tritonserver',
        '--model-repository=/models',
        '--http-port=8000',
        '--grpc-port=8001',
        '--metrics-port=8002',
        '--strict-readiness=true',
        '--exit-timeout-secs=60',
        '--model-control-mode=none',
      ],
    ],
    ['liteLlm', ['--config=/etc/litellm/config.yaml', '--host=0.0.0.0', '--port=4000', '--num_workers=1']],
    [
      'endpointPicker',
      [
        '--pool-name=vllm',
        '--pool-namespace=test',
        '--pool-group=inference.networking.k8s.io',
        '--grpc-port=9002',
        '--grpc-health-port=9003',
        '--metrics-port=9090',
        '--metrics-endpoint-auth=false',
        '--enable-pprof=false',
        '--tracing=false',
        '--secure-serving=true',
        '--zap-encoder=json',
        '--config-file=/config/config.yaml',
      ],
    ],
    [
      'internalIngress',
      [
        '--config-path',
        '/etc/envoy/envoy.json',
        '--concurrency',
        '2',
        '--disable-hot-restart',
        '--log-level',
        'warning',
      ],
    ],
    ['httpApp', undefined],
    ['agentApp', undefined],
    ['queueWorker', undefined],
    ['queueJob', undefined],
    ['scheduledJob', undefined],
  ])('%s runs with its default arguments', (name, args) =>
    expect(partsOf(name).container.args).toEqual(args),
  );

  it.each<[WorkloadName, Record<string, number>]>([
    ['vllm', { http: 8000 }],
    ['multiNodeLeader', { http: 8000 }],
    ['multiNodeWorker', {}],
    ['triton', { http: 8000, grpc: 8001, metrics: 8002 }],
    ['liteLlm', { http: 4000 }],
    ['endpointPicker', { grpc: 9002, 'grpc-health': 9003, metrics: 9090 }],
    ['internalIngress', { http: 8080, https: 8443, health: 8081 }],
    ['httpApp', { http: 8000 }],
    ['agentApp', { http: 8000 }],
    ['queueWorker', {}],
    ['queueJob', {}],
    ['scheduledJob', {}],
  ])('%s has the container ports %j', (name, expected) => {
    const ports: { name: string; containerPort: number; protocol: string }[] =
      partsOf(name).container.ports ?? [];
    expect(Object.fromEntries(ports.map((port) => [port.name, port.containerPort]))).toEqual(expected);
    for (const { protocol } of ports) expect(protocol).toBe('TCP');
  });

  it.each<[WorkloadName]>([
    ['vllm'],
    ['multiNodeLeader'],
    ['multiNodeWorker'],
    ['triton'],
    ['liteLlm'],
    ['liteLlmMigration'],
    ['endpointPicker'],
    ['internalIngress'],
    ['httpApp'],
    ['agentApp'],
    ['queueWorker'],
    ['queueJob'],
    ['scheduledJob'],
  ])('the status of a failed %s contains the end of its log', (name) =>
    expect(partsOf(name).container.terminationMessagePolicy).toBe('FallbackToLogsOnError'),
  );
});

describe('Jobs', () => {
  it.each<[WorkloadName, number]>([
    ['queueJob', 3875],
    ['scheduledJob', 3600],
  ])('the pod of %s stops after %s seconds, without the wait for a node', (name, seconds) =>
    expect(partsOf(name).pod.activeDeadlineSeconds).toBe(seconds),
  );

  it('the migration of LiteLLM stops after 1800 seconds over all attempts', () =>
    expect(partsOf('liteLlmMigration').spec.activeDeadlineSeconds).toBe(1800));

  const jobOf = (name: WorkloadName) => {
    const { spec } = partsOf(name);
    return spec.jobTargetRef ?? spec.jobTemplate?.spec ?? spec;
  };
  it.each<[WorkloadName, number]>([
    ['liteLlmMigration', 3],
    ['queueJob', 0],
    ['scheduledJob', 1],
  ])('a failed %s has %s retries', (name, retries) => expect(jobOf(name).backoffLimit).toBe(retries));

  it.each<[WorkloadName, number | undefined]>([
    ['liteLlmMigration', undefined],
    ['queueJob', 86_400],
    ['scheduledJob', 604_800],
  ])('a finished %s stays for %s seconds', (name, seconds) =>
    expect(jobOf(name).ttlSecondsAfterFinished).toBe(seconds),
  );

  it.each<[WorkloadName]>([['queueJob'], ['scheduledJob']])('%s runs one pod once', (name) =>
    expect([jobOf(name).parallelism, jobOf(name).completions]).toEqual([1, 1]),
  );

  it.each<[WorkloadName]>([['liteLlmMigration'], ['queueJob'], ['scheduledJob']])(
    'Kubernetes does not restart a failed container of %s in its pod',
    (name) => expect(partsOf(name).pod.restartPolicy).toBe('Never'),
  );

  it.each<[WorkloadName, number, number]>([
    ['queueJob', 3, 10],
    ['scheduledJob', 1, 3],
  ])('%s keeps %s successful and %s failed runs', (name, succeeded, failed) => {
    const { spec } = partsOf(name);
    expect([spec.successfulJobsHistoryLimit, spec.failedJobsHistoryLimit]).toEqual([succeeded, failed]);
  });

  it('a schedule uses UTC, skips overlapping runs, and starts up to an hour late', () => {
    const { schedule, timeZone, concurrencyPolicy, startingDeadlineSeconds, suspend } =
      partsOf('scheduledJob').spec;
    expect({ schedule, timeZone, concurrencyPolicy, startingDeadlineSeconds, suspend }).toEqual({
      schedule: '0 3 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 3600,
      suspend: false,
    });
  });
});

describe('scaling of a queue worker', () => {
  const trigger = {
    type: 'azure-servicebus',
    metadata: { messageCount: '1', namespace: 'my-bus', queueName: 'documents' },
    authenticationRef: { kind: 'TriggerAuthentication', name: 'my-aks-keda' },
  };
  const scaledObject = () => objectOf(partsOf('queueWorker').objects, 'ScaledObject').spec;

  it('has no replica without messages, and the maximum of its props', () => {
    const { minReplicaCount, maxReplicaCount } = scaledObject();
    expect([minReplicaCount, maxReplicaCount]).toEqual([0, 10]);
  });
  it('reads the queue every 30 seconds', () => expect(scaledObject().pollingInterval).toBe(30));
  it('keeps the last replica for a cold start of 485 seconds', () => {
    const { cooldownPeriod, initialCooldownPeriod } = scaledObject();
    expect([cooldownPeriod, initialCooldownPeriod]).toEqual([485, 485]);
  });
  it('removes at most a quarter of the replicas a minute, after five minutes', () =>
    expect(scaledObject().advanced.horizontalPodAutoscalerConfig.behavior).toEqual({
      scaleDown: {
        stabilizationWindowSeconds: 300,
        policies: [{ type: 'Percent', value: 25, periodSeconds: 60 }],
      },
    }));
  it('has no fallback', () => expect(scaledObject()).not.toHaveProperty('fallback'));
  it('scales its own Deployment by the messages for each replica', () => {
    const { scaleTargetRef, triggers } = scaledObject();
    expect(scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker' });
    expect(triggers).toEqual([{ ...trigger, metricType: 'AverageValue' }]);
  });

  const scaledJob = () => partsOf('queueJob').spec;
  it('creates a Job for each message, up to the maximum', () => {
    const { minReplicaCount, maxReplicaCount, pollingInterval, triggers } = scaledJob();
    expect([minReplicaCount, maxReplicaCount, pollingInterval]).toEqual([0, 10, 30]);
    expect(triggers).toEqual([trigger]);
  });
  it('counts running Jobs and keeps them during a change', () => {
    expect(scaledJob().scalingStrategy).toEqual({ strategy: 'default' });
    expect(scaledJob().rollout).toEqual({ strategy: 'gradual' });
  });
});

describe('labels of pods', () => {
  it.each<[WorkloadName, string, string, boolean]>([
    ['vllm', 'vllm', 'inference-server', false],
    ['multiNodeLeader', 'llama', 'inference-server', false],
    ['multiNodeWorker', 'llama-worker', 'inference-worker', false],
    ['triton', 'triton', 'inference-server', false],
    ['liteLlm', 'gateway', 'model-gateway', false],
    ['liteLlmMigration', 'gateway-migration', 'model-gateway-migration', false],
    ['endpointPicker', 'vllm-epp', 'endpoint-picker', false],
    ['internalIngress', 'ingress', 'ingress', true],
    ['tlsCertificates', 'tls', 'tls-certificates', true],
    ['httpApp', 'app', 'http-app', false],
    ['agentApp', 'agent', 'agent-app', false],
    ['queueWorker', 'worker', 'queue-worker', false],
    ['queueJob', 'worker', 'queue-worker', false],
    ['scheduledJob', 'job', 'scheduled-job', false],
  ])(
    '%s has the name %s, the component %s and, with an identity (%s), its label',
    (name, label, component, identity) =>
      expect(partsOf(name).template.metadata.labels).toEqual({
        'app.kubernetes.io/name': label,
        'app.kubernetes.io/component': component,
        'app.kubernetes.io/managed-by': 'aks-ai-platform',
        ...(identity ? { 'azure.workload.identity/use': 'true' } : {}),
      }),
  );
});
