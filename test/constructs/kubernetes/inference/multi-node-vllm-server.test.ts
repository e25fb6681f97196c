import { MultiNodeVllmServer } from '../../../../constructs/kubernetes/inference/multi-node-vllm-server';
import type { MultiNodeVllmServerProps } from '../../../../constructs/kubernetes/inference/multi-node-vllm-server-props';
import { multiNodeProbePlan } from '../../../../lib/engine/inference/multi-node';
import { findModel } from '../../../../lib/facts/models';
import { images } from '../../../../lib/facts/versions';
import { expectValidManifests, type Manifest } from '../../../schemas/validate-manifest';
import { gpuPlacement, sampleClientId, samplePodSecrets } from '../samples';
import { listing, messageOf, objectOf, synthesize } from '../synthesize';

const minimal = {
  name: 'llama',
  image: images.vllm.reference,
  model: 'meta-llama/Llama-3.1-405B-Instruct',
  nodes: 2,
  gpusPerNode: 8,
  placement: gpuPlacement,
  resources: { cpu: '80', memory: '1600Gi' },
  cacheSizeGiB: 900,
  probes: multiNodeProbePlan({ port: 8000, modelSizeGiB: 800 }),
} satisfies MultiNodeVllmServerProps;

const synth = (props: Partial<MultiNodeVllmServerProps> = {}) =>
  synthesize((chart) => new MultiNodeVllmServer(chart, 'server', { ...minimal, ...props }));
const setOf = (props: Partial<MultiNodeVllmServerProps> = {}) => objectOf(synth(props), 'LeaderWorkerSet');
const templateOf = (role: 'leader' | 'worker', props: Partial<MultiNodeVllmServerProps> = {}) =>
  setOf(props).spec.leaderWorkerTemplate[`${role}Template`];
const containerOf = (role: 'leader' | 'worker', props: Partial<MultiNodeVllmServerProps> = {}) =>
  templateOf(role, props).spec.containers[0];

/** The objects, and the pods of both templates, for which there is an independent schema. */
const withPods = (objects: readonly Manifest[]): Manifest[] => {
  const { leaderTemplate, workerTemplate } = objectOf(objects, 'LeaderWorkerSet').spec.leaderWorkerTemplate;
  const pods = [leaderTemplate, workerTemplate].map(({ metadata, spec }, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${index}`, ...metadata },
    spec,
  }));
  return [...objects, ...pods];
};

test('all props', () => {
  const props: Required<MultiNodeVllmServerProps> = {
    ...minimal,
    namespace: 'production',
    partOf: 'my-aks',
    servedModelName: 'llama',
    port: 9000,
    probes: multiNodeProbePlan({ port: 9000, modelSizeGiB: 800 }),
    nodes: 3,
    gpusPerNode: 8,
    replicas: 2,
    exclusiveTopologyKey: 'topology.kubernetes.io/zone',
    maxModelLen: 8192,
    gpuMemoryUtilization: 0.85,
    sharedMemoryGiB: 64,
    shutdown: { preStopSeconds: 5, drainSeconds: 120, terminationGracePeriodSeconds: 140 },
    serviceAccountName: 'my-app-sa',
    clientId: sampleClientId,
    secrets: samplePodSecrets,
    source: {
      type: 'blob',
      storageAccount: 'mymodels',
      resourceGroupName: 'my-rg',
      container: 'weights',
      clientId: sampleClientId,
    },
    computeCapability: '9.0',
    vmSize: 'Standard_ND96isr_H100_v5',
    engineVersion: '0.32.0',
    fit: 'measured',
    measured: { gpu: 'H100 80', gpus: 24, engineVersion: '0.32.0', tokens: 500_000 },
    modelFacts: findModel('meta-llama/Llama-3.1-405B-Instruct')!,
    tensorParallelSize: 8,
    cache: { type: 'local-nvme' },
    maxNumSeqs: 64,
    dtype: 'bfloat16',
    kvCacheDtype: 'fp8',
    quantization: 'fp8',
    prefixCaching: true,
    loraAdapters: [{ name: 'sql', path: 'adapters/sql' }],
    maxLoraRank: 32,
    maxLoras: 1,
    extraArgs: ['--enable-expert-parallel'],
    allowedNamespaces: ['gateway'],
    allowedCidrs: ['10.240.16.0/24'],
    podMonitor: true,
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(withPods(objects));
});

test('tensor parallel is a node, pipeline parallel the nodes', () => {
  for (const role of ['leader', 'worker'] as const) {
    const { args, resources } = containerOf(role, { nodes: 3, gpusPerNode: 4 });
    expect(args).toEqual(
      expect.arrayContaining(['--tensor-parallel-size=4', '--pipeline-parallel-size=3', '--nnodes=3']),
    );
    expect(resources.limits['nvidia.com/gpu']).toBe('4');
  }
  expect(setOf({ nodes: 3 }).spec.leaderWorkerTemplate.size).toBe(3);
});

test('leader and workers have the same arguments, but that workers have no API server', () => {
  const args = (role: 'leader' | 'worker') =>
    containerOf(role, { extraArgs: ['--max-num-batched-tokens=8192'] }).args;
  expect(args('worker')).toEqual([...args('leader'), '--headless']);
});

test('no pod of another role is in the Service, behind its network policy, or scraped', () => {
  const objects = synth({ podMonitor: true });
  const selectors = [
    objectOf(objects, 'Service').spec.selector,
    objectOf(objects, 'NetworkPolicy', 'llama').spec.podSelector.matchLabels,
    objectOf(objects, 'PodMonitor').spec.selector.matchLabels,
  ];
  for (const selector of selectors) {
    expect(templateOf('leader').metadata.labels).toMatchObject(selector);
    expect(templateOf('worker').metadata.labels).not.toMatchObject(selector);
  }
});

test('the group reaches itself on every port, and others only the port of the leader', () => {
  const objects = synth();
  const group = { matchLabels: { 'leaderworkerset.sigs.k8s.io/name': 'llama' } };
  expect(objectOf(objects, 'NetworkPolicy', 'llama-group').spec).toEqual({
    podSelector: group,
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: group }] }],
  });
  expect(objectOf(objects, 'NetworkPolicy', 'llama').spec.ingress[0].ports).toEqual([
    { protocol: 'TCP', port: 8000 },
  ]);
});

test('a drained node takes one group at a time, whichever pod it has', () =>
  expect(objectOf(synth(), 'PodDisruptionBudget').spec).toMatchObject({
    maxUnavailable: 1,
    selector: { matchLabels: { 'leaderworkerset.sigs.k8s.io/name': 'llama' } },
  }));

test('the headless Services of the groups leave the name to the Service for callers', () =>
  expect(setOf().spec.networkConfig.subdomainPolicy).toBe('UniquePerReplica'));

test('workers come before the leader is ready, for which it waits', () =>
  expect(setOf().spec.startupPolicy).toBe('LeaderCreated'));

test('a rollout needs no spare nodes', () =>
  expect(setOf().spec.rolloutStrategy.rollingUpdateConfiguration).toEqual({
    maxSurge: 0,
    maxUnavailable: 1,
  }));

test('only the leader is asked for its health', () => {
  const probed = (role: 'leader' | 'worker') =>
    Object.keys(containerOf(role)).filter((key) => key.endsWith('Probe'));
  expect(probed('leader')).toEqual(
    expect.arrayContaining(['startupProbe', 'readinessProbe', 'livenessProbe']),
  );
  expect(probed('worker')).toEqual([]);
});

test('workers outlive the drain of the leader', () => {
  const shutdown = { preStopSeconds: 10, drainSeconds: 100, terminationGracePeriodSeconds: 130 };
  expect(containerOf('leader', { shutdown }).lifecycle.preStop.sleep.seconds).toBe(10);
  expect(containerOf('worker', { shutdown }).lifecycle.preStop.sleep.seconds).toBe(110);
  expect(templateOf('worker', { shutdown }).spec.terminationGracePeriodSeconds).toBe(130);
});

test('there is no hook where there is nothing to wait for', () => {
  const shutdown = { preStopSeconds: 0, drainSeconds: 0, terminationGracePeriodSeconds: 1 };
  expect(containerOf('leader', { shutdown }).lifecycle).toBeUndefined();
});

test('the ranks wait for each other as long as the startup probe does', () => {
  const { periodSeconds, failureThreshold } = containerOf('leader').startupProbe;
  expect(containerOf('worker').args).toContain(
    `--distributed-timeout-seconds=${periodSeconds * failureThreshold}`,
  );
});

test('the API server waits for the engine as long as the startup probe does', () => {
  const { env, startupProbe } = containerOf('leader');
  expect(env).toContainEqual({
    name: 'VLLM_ENGINE_READY_TIMEOUT_S',
    value: String(startupProbe.periodSeconds * startupProbe.failureThreshold),
  });
});

test('an autoscaled set states no replicas', () =>
  expect(setOf({ replicas: 'autoscaled' }).spec).not.toHaveProperty('replicas'));

test('/dev/shm has 4 GiB for each GPU of the node', () => {
  const { volumes } = templateOf('worker').spec;
  expect(volumes).toContainEqual({
    name: 'shared-memory',
    emptyDir: { medium: 'Memory', sizeLimit: '32Gi' },
  });
});

test('the objects', () =>
  expect(listing(synth({ podMonitor: true }))).toEqual([
    'LeaderWorkerSet llama',
    'Service llama',
    'PodDisruptionBudget llama',
    'NetworkPolicy llama-group',
    'NetworkPolicy llama',
    'PodMonitor llama',
  ]));

test('reports all problems at once', () => {
  const message = messageOf(() =>
    synth({
      nodes: 1,
      gpusPerNode: 0,
      image: 'docker.io/vllm/vllm-openai:v0.11.0',
      port: 9000,
      sharedMemoryGiB: 1600,
      extraArgs: ['-pp=2', '--api-key=secret'],
      shutdown: { preStopSeconds: 15, drainSeconds: 60, terminationGracePeriodSeconds: 60 },
    }),
  );
  expect(message).toMatchSnapshot();
});

test('leader and workers have the same volumes', () => {
  const props = { source: { type: 'persistent-volume-claim', claimName: 'weights' } } as const;
  expect(templateOf('worker', props).spec.volumes).toEqual(templateOf('leader', props).spec.volumes);
});

test('a cache for one node is refused', () =>
  expect(
    messageOf(() =>
      synth({
        cache: { type: 'persistent-volume-claim', claimName: 'weights', accessMode: 'ReadWriteOnce' },
      }),
    ),
  ).toContain('only one node can mount a ReadWriteOnce volume, so other pods would stay Pending (2 nodes)'));
