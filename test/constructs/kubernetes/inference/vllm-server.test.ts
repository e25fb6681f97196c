import { VllmServer, type VllmServerProps } from '../../../../constructs/kubernetes/inference/vllm-server';
import type { BlobSource } from '../../../../lib/engine/inference/model-source';
import { inferenceProbePlan } from '../../../../lib/engine/probes/vllm-probes';
import { findModel } from '../../../../lib/facts/models';
import { images, imageVariants } from '../../../../lib/facts/versions';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { gpuPlacement, sampleClientId, samplePodSecrets, vllmProbes } from '../samples';
import { listing, messageOf, objectOf, synthesize } from '../synthesize';

const minimal = {
  name: 'vllm',
  image: images.vllm.reference,
  model: 'microsoft/phi-4',
  placement: gpuPlacement,
  resources: { cpu: '16', memory: '150Gi' },
  cacheSizeGiB: 36,
  probes: vllmProbes,
} satisfies VllmServerProps;

const blob: BlobSource = {
  type: 'blob',
  storageAccount: 'mymodels',
  resourceGroupName: 'my-rg',
  container: 'weights',
  path: 'phi-4',
  clientId: sampleClientId,
};

const synth = (props: Partial<VllmServerProps>) =>
  synthesize((chart) => new VllmServer(chart, 'server', { ...minimal, ...props }));
const specOf = (props: Partial<VllmServerProps>) => objectOf(synth(props), 'Deployment').spec;
const podOf = (props: Partial<VllmServerProps>) => specOf(props).template.spec;
const containerOf = (props: Partial<VllmServerProps>) => podOf(props).containers[0];

test('all props', () => {
  const props: Required<VllmServerProps> = {
    ...minimal,
    namespace: 'production',
    partOf: 'my-aks',
    source: blob,
    servedModelName: 'phi-4',
    port: 9000,
    computeCapability: '8.0',
    vmSize: 'Standard_NC48ads_A100_v4',
    engineVersion: '0.32.0',
    fit: 'measured',
    measured: { gpu: 'A100 80', gpus: 2, engineVersion: '0.32.0', tokens: 500_000 },
    modelFacts: { ...findModel('microsoft/phi-4')!, maxPositions: 8192 },
    tensorParallelSize: 2,
    cache: {
      type: 'persistent-volume-claim',
      claimName: 'vllm-cache',
      accessMode: 'ReadWriteMany',
      storageClassName: 'azurefile-csi-premium',
    },
    probes: inferenceProbePlan({ port: 9000, modelSizeGiB: 27.4 }),
    gpus: 2,
    replicas: 2,
    maxModelLen: 8192,
    gpuMemoryUtilization: 0.85,
    sharedMemoryGiB: 16,
    shutdown: { preStopSeconds: 5, drainSeconds: 120, terminationGracePeriodSeconds: 140 },
    serviceAccountName: 'my-app-sa',
    clientId: sampleClientId,
    secrets: samplePodSecrets,
    maxNumSeqs: 64,
    dtype: 'bfloat16',
    kvCacheDtype: 'fp8',
    quantization: 'fp8',
    prefixCaching: false,
    loraAdapters: [
      { name: 'sql', path: 'adapters/sql' },
      { name: 'legal', path: 'adapters/legal' },
    ],
    maxLoraRank: 32,
    maxLoras: 1,
    extraArgs: ['--enable-auto-tool-choice', '--tool-call-parser=hermes'],
    allowedNamespaces: ['gateway'],
    allowedCidrs: ['10.240.16.0/24'],
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

test('the pod has the placement', () => expect(podOf({})).toMatchObject(gpuPlacement));

test('a rollout needs no spare GPU', () =>
  expect(specOf({}).strategy.rollingUpdate).toEqual({ maxSurge: 0, maxUnavailable: 1 }));

test('the rollout is given up later than the startup probe gives up', () => {
  const { periodSeconds, failureThreshold } = containerOf({}).startupProbe;
  expect(specOf({}).progressDeadlineSeconds).toBeGreaterThan(periodSeconds * failureThreshold);
});

test('a single replica does not stop the drain of its node', () =>
  expect(objectOf(synth({}), 'PodDisruptionBudget').spec.maxUnavailable).toBe(1));

test('the grace period covers the wait and the drain time of the engine', () => {
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

test.each(['--max-num-batched-tokens=8192', '--enable-expert-parallel', '--kv-cache-dtype-skip-layers=0'])(
  'the argument %s is taken as it is',
  (argument) => expect(containerOf({ extraArgs: [argument] }).args.at(-1)).toBe(argument),
);

test('an engine that does not support the arguments is refused', () => {
  expect(messageOf(() => synth({ image: 'docker.io/vllm/vllm-openai:v0.17.1' }))).toContain(
    'is older than 0.18',
  );
  expect(() => synth({ image: 'docker.io/vllm/vllm-openai:v0.18.0' })).not.toThrow();
  expect(() => synth({ image: 'registry.example.com/my-vllm:1.0' })).not.toThrow();
});

test('shared memory that leaves nothing of the memory is refused', () =>
  expect(messageOf(() => synth({ resources: { cpu: '4', memory: '4Gi' } }))).toContain(
    'sharedMemoryGiB: 4 GiB of /dev/shm use all of resources.memory, which is 4Gi',
  ));

test('probes of another port are refused', () =>
  expect(messageOf(() => synth({ port: 9000 }))).toContain(
    'probes.liveness: it calls port 8000, but the engine listens on port 9000',
  ));

test('a grace period that cuts the drain off is refused', () => {
  const shutdown = { preStopSeconds: 15, drainSeconds: 60, terminationGracePeriodSeconds: 75 };
  expect(messageOf(() => synth({ shutdown }))).toContain(
    'shutdown.terminationGracePeriodSeconds: 75 seconds are shorter than the wait (15) plus the drain (60)',
  );
});

test('the engine may load for as long as the startup probe waits', () => {
  const { env, startupProbe } = containerOf({});
  const seconds = startupProbe.periodSeconds * startupProbe.failureThreshold;
  expect(env).toContainEqual({ name: 'VLLM_ENGINE_READY_TIMEOUT_S', value: String(seconds) });
});

test('replicas that are scaled are not stated, and are spread', () => {
  expect(specOf({ replicas: 'autoscaled' })).not.toHaveProperty('replicas');
  expect(podOf({ replicas: 'autoscaled' }).topologySpreadConstraints).toHaveLength(2);
});

describe('a model that is mounted', () => {
  const props: Partial<VllmServerProps> = {
    source: blob,
    servedModelName: 'phi-4',
    serviceAccountName: 'my-app-sa',
  };

  test('is the first argument as a directory of the mount, and keeps its name in the API', () => {
    const { args, volumeMounts } = containerOf(props);
    const { mountPath } = volumeMounts.find((mount: { name: string }) => mount.name === 'model');
    expect(args[0]).toBe(`${mountPath}/phi-4`);
    expect(args).toContain('--served-model-name=phi-4');
  });

  test('is not looked for on Hugging Face', () => {
    const offline = { name: 'HF_HUB_OFFLINE', value: '1' };
    expect(containerOf(props).env).toContainEqual(offline);
    expect(containerOf({}).env).not.toContainEqual(offline);
  });

  test('is read file by file', () =>
    expect(containerOf(props).args).toContain('--safetensors-load-strategy=eager'));

  test('brings its volume and claim', () => {
    const objects = synth({ ...props, namespace: 'production' });
    const { claimName } = objectOf(objects, 'Deployment').spec.template.spec.volumes.find(
      (volume: { name: string }) => volume.name === 'model',
    ).persistentVolumeClaim;
    expect(objectOf(objects, 'PersistentVolumeClaim').metadata).toMatchObject({
      name: claimName,
      namespace: 'production',
    });
  });

  test('needs a ServiceAccount to be mounted as', () =>
    expect(messageOf(() => synth({ ...props, serviceAccountName: undefined }))).toContain(
      "source.clientId: the driver mounts the volume with the token of the pod's ServiceAccount, but the pod has the default ServiceAccount",
    ));
});

test('a model of the image needs no volume', () => {
  const props = { source: { type: 'image', path: '/opt/phi-4' } } as const;
  expect(containerOf(props).args[0]).toBe('/opt/phi-4');
  expect(podOf(props).volumes).toEqual(podOf({}).volumes);
});

describe('the cache', () => {
  const cacheOf = (props: Partial<VllmServerProps>) =>
    podOf(props).volumes.find((volume: { name: string }) => volume.name === 'cache');
  const claim = {
    type: 'persistent-volume-claim',
    claimName: 'weights',
    accessMode: 'ReadWriteOnce',
  } as const;

  test('on NVMe is a volume of the local driver, made with the pod, and no disk of the node is asked for', () => {
    const cache = { type: 'local-nvme' } as const;
    const { spec } = cacheOf({ cache }).ephemeral.volumeClaimTemplate;
    expect(spec.storageClassName).toBe('local-nvme');
    expect(spec.resources.requests.storage).toBe('36Gi');
    expect(containerOf({ cache }).resources.requests['ephemeral-storage']).toBe('2Gi');
    expectValidManifests(synth({ cache }));
  });

  test('may be a claim that exists', () => {
    expect(cacheOf({ cache: claim }).persistentVolumeClaim).toEqual({ claimName: 'weights' });
    expect(listing(synth({ cache: claim }))).not.toContain('PersistentVolumeClaim weights');
  });

  test('may be a claim that is made', () => {
    const objects = synth({ cache: { ...claim, storageClassName: 'managed-csi-premium' } });
    expect(objectOf(objects, 'PersistentVolumeClaim').spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'managed-csi-premium',
      resources: { requests: { storage: '36Gi' } },
    });
    expectValidManifests(objects);
  });

  test('for one node is given up by the old pod before the new one comes', () => {
    expect(specOf({ cache: claim }).strategy).toEqual({ type: 'Recreate' });
    const shared = { ...claim, accessMode: 'ReadWriteMany' } as const;
    expect(specOf({ cache: shared }).strategy.type).toBe('RollingUpdate');
  });

  test.each([
    [2, '2 replicas'],
    ['autoscaled', 'replicas are autoscaled'],
  ] as const)('for one node is refused for %s replicas', (replicas, because) =>
    expect(messageOf(() => synth({ replicas, cache: claim }))).toContain(
      `cache.accessMode: only one node can mount a ReadWriteOnce volume, so other pods would stay Pending (${because})`,
    ),
  );

  test('for several nodes is taken for any number of replicas', () =>
    expect(() =>
      synth({ replicas: 'autoscaled', cache: { ...claim, accessMode: 'ReadWriteMany' } }),
    ).not.toThrow());
});

test.each<[Partial<VllmServerProps>, string]>([
  [{ gpus: 0 }, 'gpus: 0 is not a valid number of GPUs'],
  [{ gpus: 1.5 }, 'gpus: 1.5 is not a valid number of GPUs'],
  [{ replicas: -1 }, 'replicas: -1 is not a valid number of pods'],
  [{ gpuMemoryUtilization: 90 }, 'gpuMemoryUtilization: 90 is not allowed'],
])('%j is refused', (props, message) => expect(messageOf(() => synth(props))).toContain(message));

test('a server that is switched off is taken', () => expect(specOf({ replicas: 0 }).replicas).toBe(0));

test('reports all problems at once', () =>
  expect(
    messageOf(() =>
      synth({
        image: 'docker.io/vllm/vllm-openai:v0.17.1',
        source: { ...blob, path: '../phi-4' },
        computeCapability: '7.5',
        dtype: 'bfloat16',
        maxNumSeqs: 0,
        loraAdapters: [{ name: 'microsoft/phi-4', path: '/sql' }],
        maxLoraRank: 24,
        extraArgs: ['--no-enable-prefix-caching', '-q', 'awq', '--max_num_seqs=4'],
      }),
    ),
  ).toMatchSnapshot());

describe('with the VM size of its nodes', () => {
  const { resources: _, cacheSizeGiB: __, probes: ___, ...bare } = minimal;
  const on = (props: Partial<VllmServerProps>) =>
    synthesize((chart) => new VllmServer(chart, 'server', { ...bare, ...props }));
  const container = (props: Partial<VllmServerProps>) =>
    objectOf(on(props), 'Deployment').spec.template.spec.containers[0];
  const flag = (props: Partial<VllmServerProps>, name: string): string | undefined =>
    (container(props).args as string[]).find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1];

  it('everything follows from the model', () => {
    const objects = on({ vmSize: 'Standard_NC24ads_A100_v4' });
    expect(objects).toMatchSnapshot();
    expectValidManifests(objects);
  });

  it('takes the GPUs that the model needs', () => {
    const props = {
      model: 'Qwen/Qwen2.5-32B-Instruct',
      vmSize: 'Standard_NC96ads_A100_v4',
      maxModelLen: 32_768,
    } as const;
    expect(flag(props, 'tensor-parallel-size')).toBe('2');
    expect(container(props).resources.limits['nvidia.com/gpu']).toBe('2');
  });

  it('asks for a share of the node, with /dev/shm for each GPU', () => {
    const props = { vmSize: 'Standard_NC96ads_A100_v4', gpus: 2 } as const;
    expect(container(props).resources.requests).toMatchObject({ cpu: '37', memory: '339Gi' });
    const { volumes } = objectOf(on(props), 'Deployment').spec.template.spec;
    expect(volumes).toContainEqual({
      name: 'shared-memory',
      emptyDir: { medium: 'Memory', sizeLimit: '8Gi' },
    });
  });

  it('has several engines where the heads do not divide', () => {
    const props = { vmSize: 'Standard_NC96ads_A100_v4', gpus: 4 } as const;
    expect([flag(props, 'tensor-parallel-size'), flag(props, 'data-parallel-size')]).toEqual(['2', '2']);
  });

  it('leaves more of small GPUs', () => {
    const props = {
      model: 'microsoft/Phi-4-mini-instruct',
      image: imageVariants.vllmCuda12.reference,
      vmSize: 'Standard_NV36ads_A10_v5',
      maxModelLen: 8192,
    } as const;
    expect(flag(props, 'gpu-memory-utilization')).toBe('0.85');
  });

  it('waits for a start as long as its weights take from their source', () => {
    const failures = (props: Partial<VllmServerProps>) =>
      container({ vmSize: 'Standard_NC96ads_A100_v4', gpus: 4, ...props }).startupProbe.failureThreshold;
    const large = { model: 'Qwen/Qwen2.5-32B-Instruct', gpus: 4 };
    expect(failures(large)).toBeGreaterThan(failures({ ...large, source: { type: 'image', path: '/m' } }));
  });

  it('keeps given values', () => {
    const said = {
      vmSize: 'Standard_NC24ads_A100_v4',
      resources: { cpu: '8', memory: '64Gi' },
      cacheSizeGiB: 50,
      gpuMemoryUtilization: 0.8,
    } as const;
    expect(container(said).resources.requests).toMatchObject({ cpu: '8', memory: '64Gi' });
    expect(flag(said, 'gpu-memory-utilization')).toBe('0.8');
  });

  it.each<[string, Partial<VllmServerProps>]>([
    [
      'a model that does not fit',
      {
        model: 'Qwen/Qwen2.5-32B-Instruct',
        image: imageVariants.vllmCuda12.reference,
        vmSize: 'Standard_NV36ads_A10_v5',
      },
    ],
    ['a gated model without a token', { model: 'google/gemma-3-4b-it', vmSize: 'Standard_NC24ads_A100_v4' }],
    ['an unknown model', { model: 'my-org/model', vmSize: 'Standard_NC24ads_A100_v4' }],
    ['a part of a GPU', { vmSize: 'Standard_NV6ads_A10_v5' as never }],
    ['an unknown VM size', { vmSize: 'Standard_NC24ads_A100_v5' as never }],
    [
      'requests that do not fit the node, or the server',
      { vmSize: 'Standard_NC24ads_A100_v4', resources: { cpu: '64', memory: '8Gi' } },
    ],
    ['neither size nor what follows from it', {}],
    [
      'a size of impossible GPUs',
      {
        vmSize: {
          name: 'Standard_NC1_v9',
          vcpus: 8,
          memoryGiB: 64,
          tempDiskGiB: 0,
          gpu: { model: 'A100', count: 1e9, memoryGb: 80, computeCapability: '8.0' },
        },
      },
    ],
    ['facts without a VM size', { modelFacts: findModel('microsoft/phi-4')! }],
  ])('refuses %s', (_, props) => {
    expect(messageOf(() => on(props))).toMatchSnapshot();
  });
});
