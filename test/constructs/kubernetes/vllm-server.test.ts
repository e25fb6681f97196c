import { VllmServer, type VllmServerProps } from '../../../constructs/kubernetes/vllm-server';
import { inferenceProbePlan } from '../../../lib/probes/inference-probes';
import { expectValidManifests } from '../../schemas/validate-manifest';
import { gpuPlacement, samplePodSecrets, vllmProbes } from './samples';
import { listing, messageOf, objectOf, synthesize } from './synthesize';

const least: VllmServerProps = {
  name: 'vllm',
  image: 'docker.io/vllm/vllm-openai:v0.32.0',
  model: 'microsoft/phi-4',
  placement: gpuPlacement,
  resources: { cpu: '16', memory: '150Gi' },
  cacheSizeGiB: 36,
  probes: vllmProbes,
};

const synth = (props: Partial<VllmServerProps>) =>
  synthesize((chart) => new VllmServer(chart, 'server', { ...least, ...props }));
const specOf = (props: Partial<VllmServerProps>) => objectOf(synth(props), 'Deployment').spec;
const podOf = (props: Partial<VllmServerProps>) => specOf(props).template.spec;
const containerOf = (props: Partial<VllmServerProps>) => podOf(props).containers[0];

test('the least', () => {
  const objects = synth({});
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<VllmServerProps> = {
    ...least,
    namespace: 'production',
    partOf: 'my-aks',
    servedModelName: 'phi-4',
    port: 9000,
    probes: inferenceProbePlan({ port: 9000, modelSizeGiB: 27.4 }),
    gpus: 2,
    replicas: 2,
    maxModelLen: 8192,
    gpuMemoryUtilization: 0.85,
    sharedMemoryGiB: 16,
    shutdown: { preStopSeconds: 5, drainSeconds: 120, terminationGracePeriodSeconds: 140 },
    serviceAccountName: 'my-app-sa',
    secrets: samplePodSecrets,
    extraArgs: ['--max-num-seqs=64'],
    allowedNamespaces: ['gateway'],
    podMonitor: true,
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('GPUs are requested and limited alike, and are the tensor parallel size', () => {
  const { resources, args } = containerOf({ gpus: 2 });
  expect(resources.requests['nvidia.com/gpu']).toBe('2');
  expect(resources.limits['nvidia.com/gpu']).toBe('2');
  expect(args).toContain('--tensor-parallel-size=2');
});

test('the pod goes where the placement says', () => expect(podOf({})).toMatchObject(gpuPlacement));

test('a rollout needs no spare GPU', () =>
  expect(specOf({}).strategy.rollingUpdate).toEqual({ maxSurge: 0, maxUnavailable: 1 }));

test('the rollout is given up later than the startup probe gives up', () => {
  const { periodSeconds, failureThreshold } = containerOf({}).startupProbe;
  expect(specOf({}).progressDeadlineSeconds).toBeGreaterThan(periodSeconds * failureThreshold);
});

test('a single replica does not stop the drain of its node', () =>
  expect(objectOf(synth({}), 'PodDisruptionBudget').spec.maxUnavailable).toBe(1));

test('the grace period holds the wait and the drain that the engine is told of', () => {
  const shutdown = { preStopSeconds: 15, drainSeconds: 120, terminationGracePeriodSeconds: 150 };
  expect(podOf({ shutdown }).terminationGracePeriodSeconds).toBe(150);
  expect(containerOf({ shutdown }).lifecycle).toEqual({ preStop: { sleep: { seconds: 15 } } });
  expect(containerOf({ shutdown }).args).toContain('--shutdown-timeout=120');
});

test('every volume that is written has a limit and a mount', () => {
  const { volumes } = podOf({});
  expect(volumes.map((volume: { emptyDir: { sizeLimit: string } }) => volume.emptyDir.sizeLimit)).toEqual([
    '36Gi',
    '4Gi',
    '2Gi',
  ]);
  const mounts = containerOf({}).volumeMounts.map((mount: { name: string }) => mount.name);
  expect(mounts).toEqual(volumes.map((volume: { name: string }) => volume.name));
});

test('the disk that the volumes may fill is requested', () =>
  expect(containerOf({}).resources.requests['ephemeral-storage']).toBe('38Gi'));

test('every cache directory is on the cache volume', () => {
  const directories = containerOf({}).env.filter((variable: { name: string }) =>
    /HOME|CACHE/.test(variable.name),
  );
  expect(directories).toHaveLength(6);
  for (const { value } of directories) expect(value).toMatch(/^\/cache/);
});

test('no Service puts variables into the pod', () => expect(podOf({}).enableServiceLinks).toBe(false));

test('replicas are spread once there are two', () => {
  expect(podOf({})).not.toHaveProperty('topologySpreadConstraints');
  expect(podOf({ replicas: 2 }).topologySpreadConstraints).toHaveLength(2);
});

test('the port of the container, the probes, the policy and the engine is one', () => {
  const objects = synth({ port: 8000 });
  const container = objectOf(objects, 'Deployment').spec.template.spec.containers[0];
  const policyPort = objectOf(objects, 'NetworkPolicy').spec.ingress[0].ports[0].port;
  expect([container.ports[0].containerPort, container.livenessProbe.httpGet.port, policyPort]).toEqual([
    8000, 8000, 8000,
  ]);
  expect(container.args).toContain('--port=8000');
});

test('only the namespace may call the server, and monitoring where it is on', () => {
  const peersOf = (props: Partial<VllmServerProps>) =>
    objectOf(synth(props), 'NetworkPolicy').spec.ingress[0].from;
  expect(peersOf({})).toEqual([{ podSelector: {} }]);
  expect(peersOf({ podMonitor: true })).toContainEqual({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
    podSelector: { matchLabels: { rsName: 'ama-metrics' } },
  });
});

test('the monitor reads the port that the container names', () => {
  const objects = synth({ podMonitor: true });
  const [endpoint] = objectOf(objects, 'PodMonitor').spec.podMetricsEndpoints;
  expect(endpoint).toMatchObject({ port: 'http', path: '/metrics' });
  expect(objectOf(objects, 'Deployment').spec.template.spec.containers[0].ports[0].name).toBe(endpoint.port);
});

test('there is no monitor unless asked for', () =>
  expect(listing(synth({}))).toEqual([
    'Deployment vllm',
    'Service vllm',
    'PodDisruptionBudget vllm',
    'NetworkPolicy vllm',
  ]));

test('arguments that the server sets are refused, all at once, however they are written', () => {
  const extraArgs = ['--tensor-parallel-size=2', '-tp', '2', '--max_model_len', '100', '--api-key=secret'];
  expect(messageOf(() => synth({ extraArgs }))).toMatchSnapshot();
});

test.each(['--max-num-seqs=64', '--enable-prefix-caching', '--kv-cache-dtype=fp8', '--modelopt-x'])(
  'the argument %s is taken as it is',
  (argument) => expect(containerOf({ extraArgs: [argument] }).args.at(-1)).toBe(argument),
);

test('an engine that does not know the arguments is refused', () => {
  expect(messageOf(() => synth({ image: 'docker.io/vllm/vllm-openai:v0.17.1' }))).toContain(
    'is older than 0.18',
  );
  expect(() => synth({ image: 'docker.io/vllm/vllm-openai:v0.18.0' })).not.toThrow();
  expect(() => synth({ image: 'registry.example.com/my-vllm:1.0' })).not.toThrow();
});

test('shared memory that leaves nothing of the memory is refused', () =>
  expect(messageOf(() => synth({ resources: { cpu: '4', memory: '4Gi' } }))).toContain(
    'sharedMemoryGiB: 4 GiB of /dev/shm leave nothing of the 4Gi',
  ));

test('probes of another port are refused', () =>
  expect(messageOf(() => synth({ port: 9000 }))).toContain(
    'probes.liveness: it asks port 8000, and the engine listens on 9000',
  ));

test('a grace period that cuts the drain off is refused', () => {
  const shutdown = { preStopSeconds: 15, drainSeconds: 60, terminationGracePeriodSeconds: 75 };
  expect(messageOf(() => synth({ shutdown }))).toContain(
    'shutdown.terminationGracePeriodSeconds: 75 seconds end before the wait (15) and the drain (60) do',
  );
});
