import { TritonServer } from '../../../../constructs/kubernetes/inference/triton-server';
import type { TritonServerProps } from '../../../../constructs/kubernetes/inference/triton-server-props';
import { tritonProbePlan } from '../../../../lib/engine/probes/triton-probes';
import { images } from '../../../../lib/facts/versions';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { gpuPlacement, sampleClientId, samplePodSecrets } from '../samples';
import { listing, messageOf, objectOf, synthesize } from '../synthesize';

const minimal: TritonServerProps = {
  name: 'triton',
  modelRepository: {
    volume: { name: 'models', persistentVolumeClaim: { claimName: 'models', readOnly: true } },
    volumeMount: { name: 'models', mountPath: '/models', readOnly: true },
  },
  placement: gpuPlacement,
  resources: { cpu: '8', memory: '64Gi' },
  probes: tritonProbePlan({ port: 8000, modelSizeGiB: 12 }),
};

const synth = (props: Partial<TritonServerProps>) =>
  synthesize((chart) => new TritonServer(chart, 'server', { ...minimal, ...props }));
const specOf = (props: Partial<TritonServerProps>) => objectOf(synth(props), 'Deployment').spec;
const podOf = (props: Partial<TritonServerProps>) => specOf(props).template.spec;
const containerOf = (props: Partial<TritonServerProps>) => podOf(props).containers[0];

test('all props', () => {
  const props: Required<TritonServerProps> = {
    ...minimal,
    namespace: 'production',
    partOf: 'my-aks',
    image: 'nvcr.io/nvidia/tritonserver:26.09-trtllm-python-py3',
    modelRepositoryPath: 'production',
    modelLoading: { mode: 'named', models: ['encoder', 'ranker'] },
    gpus: 2,
    replicas: 'autoscaled',
    cacheSizeGiB: 20,
    sharedMemoryGiB: 16,
    shutdown: { preStopSeconds: 5, drainSeconds: 120, terminationGracePeriodSeconds: 140 },
    serviceAccountName: 'triton-sa',
    clientId: sampleClientId,
    secrets: samplePodSecrets,
    extraArgs: ['--model-load-thread-count=8'],
    allowedNamespaces: ['gateway'],
    allowedCidrs: ['10.10.3.0/24'],
    podMonitor: true,
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('GPUs are requested and limited alike', () => {
  const { resources } = containerOf({ gpus: 2 });
  expect(resources.requests['nvidia.com/gpu']).toBe('2');
  expect(resources.limits['nvidia.com/gpu']).toBe('2');
});

test('a pod is ready once all of its models are', () => {
  const container = containerOf({});
  expect(container.args).toContain('--strict-readiness=true');
  expect(container.readinessProbe.httpGet).toEqual({ path: '/v2/health/ready', port: 8000 });
});

test('the start has as long as the models take, and is asked for in the terms of readiness', () => {
  const { startupProbe } = containerOf({ probes: tritonProbePlan({ port: 8000, modelSizeGiB: 30 }) });
  expect(startupProbe.httpGet.path).toBe('/v2/health/ready');
  expect(startupProbe.periodSeconds * startupProbe.failureThreshold).toBe(730);
});

test('liveness asks the process alone, and is patient', () => {
  const { livenessProbe } = containerOf({});
  expect(livenessProbe.httpGet.path).toBe('/v2/health/live');
  expect(livenessProbe).toMatchObject({ periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 });
});

test('the server gets the drain time that the grace period covers', () => {
  const shutdown = { preStopSeconds: 15, drainSeconds: 120, terminationGracePeriodSeconds: 150 };
  expect(containerOf({ shutdown }).args).toContain('--exit-timeout-secs=120');
  expect(podOf({ shutdown }).terminationGracePeriodSeconds).toBe(150);
});

test.each([
  [{ mode: 'all' }, ['--model-control-mode=none']],
  [
    { mode: 'named', models: ['a', 'b'] },
    ['--model-control-mode=explicit', '--load-model=a', '--load-model=b'],
  ],
  [{ mode: 'poll', pollSeconds: 60 }, ['--model-control-mode=poll', '--repository-poll-secs=60']],
] as const)('models are loaded as said: %j', (modelLoading, args) =>
  expect(containerOf({ modelLoading }).args.slice(7)).toEqual(args),
);

test('the repository is where the volume is', () => {
  const path = (props: Partial<TritonServerProps>) =>
    containerOf(props).args.find((argument: string) => argument.startsWith('--model-repository='));
  expect(path({})).toBe('--model-repository=/models');
  expect(path({ modelRepositoryPath: 'a/b' })).toBe('--model-repository=/models/a/b');
});

test('each port of the Service is a port that the container names and the server listens on', () => {
  const objects = synth({});
  const service = objectOf(objects, 'Service').spec.ports;
  const container = objectOf(objects, 'Deployment').spec.template.spec.containers[0];
  const target = (name: string) =>
    container.ports.find((port: { name: string }) => port.name === name).containerPort;
  expect(
    service.map((port: { port: number; targetPort: string }) => [port.port, target(port.targetPort)]),
  ).toEqual([
    [80, 8000],
    [8001, 8001],
    [8002, 8002],
  ]);
  expect(container.args).toEqual(
    expect.arrayContaining(['--http-port=8000', '--grpc-port=8001', '--metrics-port=8002']),
  );
});

test('the network policy opens these ports and no others', () =>
  expect(
    objectOf(synth({}), 'NetworkPolicy').spec.ingress[0].ports.map((port: { port: number }) => port.port),
  ).toEqual([8000, 8001, 8002]));

test('the monitor reads the port of the metrics', () =>
  expect(objectOf(synth({ podMonitor: true }), 'PodMonitor').spec.podMetricsEndpoints[0].port).toBe(
    'metrics',
  ));

test('there is no monitor unless asked for', () =>
  expect(listing(synth({}))).not.toContain('PodMonitor triton'));

test('a rollout needs no spare GPU', () =>
  expect(specOf({}).strategy.rollingUpdate).toEqual({ maxSurge: 0, maxUnavailable: 1 }));

test('the rollout is given up later than the startup probe gives up', () => {
  const { periodSeconds, failureThreshold } = containerOf({}).startupProbe;
  expect(specOf({}).progressDeadlineSeconds).toBeGreaterThan(periodSeconds * failureThreshold);
});

test('the Deployment of an autoscaled server states no replicas, and spreads them', () => {
  expect(specOf({ replicas: 'autoscaled' })).not.toHaveProperty('replicas');
  expect(podOf({ replicas: 'autoscaled' }).topologySpreadConstraints).toHaveLength(2);
  expect(podOf({})).not.toHaveProperty('topologySpreadConstraints');
});

test('the user is the image’s own, and not root', () =>
  expect(podOf({}).securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 }));

test('every cache directory is on the cache volume', () => {
  const directories = containerOf({}).env.filter(({ name }: { name: string }) => /HOME|CACHE/.test(name));
  expect(directories).toHaveLength(6);
  for (const { value } of directories) expect(value).toMatch(/^\/cache/);
});

test('the disk that the volumes may fill is requested', () =>
  expect(containerOf({}).resources.requests['ephemeral-storage']).toBe('18Gi'));

test('every volume has a mount', () => {
  const volumes = podOf({ secrets: samplePodSecrets }).volumes.map(({ name }: { name: string }) => name);
  const mounts = containerOf({ secrets: samplePodSecrets }).volumeMounts.map(
    ({ name }: { name: string }) => name,
  );
  expect(mounts.sort()).toEqual(volumes.sort());
});

test('the image is the pinned one unless another is named', () =>
  expect(containerOf({}).image).toBe(images.triton.reference));

test('refuses contradictory props and reports all problems at once', () => {
  const props: Partial<TritonServerProps> = {
    extraArgs: [
      '--http-port=9000',
      '--strict-readiness=false',
      '--http-restricted-api=model-repository,key=value',
    ],
    modelLoading: { mode: 'named', models: [] },
    modelRepositoryPath: '../other',
    probes: tritonProbePlan({ port: 9000, modelSizeGiB: 1 }),
    resources: { cpu: '1', memory: '4Gi' },
    shutdown: { preStopSeconds: 15, drainSeconds: 60, terminationGracePeriodSeconds: 30 },
  };
  expect(messageOf(() => synth(props))).toMatchSnapshot();
});

test.each([
  [
    { mode: 'named', models: ['*', 'a'] },
    'modelLoading.models: Triton rejects "*" together with other names',
  ],
  [{ mode: 'poll', pollSeconds: 0 }, 'modelLoading.pollSeconds: 0 is not a valid interval'],
] as const)('models that cannot be loaded are refused: %j', (modelLoading, message) =>
  expect(messageOf(() => synth({ modelLoading }))).toContain(message),
);
