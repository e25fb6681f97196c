import { resolvePlatform } from '../../../lib/platform/resolve-platform';
import { workloadsOf } from '../../../lib/platform/workloads/workload-kinds';
import { fullPlatform, smallPlatform } from '../../platforms/small-platform';

const pool = (name: string, definition = fullPlatform) =>
  resolvePlatform(definition).nodePools.find((candidate) => candidate.name === name)!;

describe('resolvePlatform', () => {
  it('returns a value that is frozen at every level', () => {
    const platform = resolvePlatform(fullPlatform);
    expect(() => {
      (platform.nodePools[0]!.labels as Record<string, string>)['x'] = 'y';
    }).toThrow(TypeError);
  });

  it('does not change the definition', () => {
    const before = JSON.stringify(fullPlatform);
    resolvePlatform(fullPlatform);
    expect(JSON.stringify(fullPlatform)).toBe(before);
    expect(Object.isFrozen(fullPlatform.httpApps)).toBe(false);
  });

  it('uses the environment as the namespace', () => {
    expect(resolvePlatform(smallPlatform).namespace).toBe('test');
  });

  it('starts GPU node pools without nodes, with the taint and label of the AKS guide', () => {
    const gpu = pool('gpupool');
    expect([gpu.minNodes, gpu.taints.map((taint) => taint.toAksString()), gpu.labels]).toEqual([
      0,
      ['sku=gpu:NoSchedule'],
      { sku: 'gpu' },
    ]);
  });

  it('upgrades GPU node pools without an additional node', () => {
    expect(pool('gpupool').upgrade).toEqual({ maxUnavailable: '1' });
  });

  it('adds the taint and label of AKS to spot node pools', () => {
    const spot = pool('gpupool', {
      ...fullPlatform,
      nodePools: fullPlatform.nodePools.map((p) => (p.name === 'gpupool' ? { ...p, spot: true } : p)),
    });
    expect([spot.taints.map((taint) => taint.toAksString()), spot.labels]).toEqual([
      ['sku=gpu:NoSchedule', 'kubernetes.azure.com/scalesetpriority=spot:NoSchedule'],
      { sku: 'gpu', 'kubernetes.azure.com/scalesetpriority': 'spot' },
    ]);
  });

  it.each([
    ['device-plugin', 'Install'],
    ['gpu-operator', 'None'],
  ] as const)('matches the driver of the pool to the GPU stack %s', (gpuStack, driver) => {
    expect(
      pool('gpupool', { ...fullPlatform, cluster: { ...fullPlatform.cluster, gpuStack } }).gpuDriver,
    ).toBe(driver);
  });

  it('creates an identity for KEDA with Data Owner on the queue only', () => {
    const keda = resolvePlatform(fullPlatform).identities.find(
      (identity) => identity.name === 'test-aks-keda',
    );
    expect(keda?.roles).toEqual([
      { role: 'Azure Service Bus Data Owner', scope: { kind: 'queue', queue: 'tasks' } },
    ]);
  });

  it('lets the operator of KEDA act as every identity that a trigger uses', () => {
    const app = fullPlatform.httpApps![0]!;
    const platform = resolvePlatform({
      ...fullPlatform,
      httpApps: [
        {
          ...app,
          scaling: {
            maxReplicas: 2,
            triggers: [{ type: 'service-bus-queue', queue: 'tasks', identity: 'app-identity' }],
          },
        },
      ],
    });
    expect(
      platform.identities.map(({ name, federatedCredentials }) => [
        name,
        federatedCredentials.map((c) => c.serviceAccount),
      ]),
    ).toEqual([
      [
        'app-identity',
        [
          { namespace: 'test', name: 'app-sa' },
          { namespace: 'kube-system', name: 'keda-operator' },
        ],
      ],
    ]);
  });

  it('creates no identity for KEDA if nothing is scaled', () => {
    expect(resolvePlatform({ ...fullPlatform, httpApps: [] }).identities.map(({ name }) => name)).toEqual([
      'app-identity',
    ]);
  });

  it('requires exactly the client ids that workloads use, each with its readers', () => {
    expect(resolvePlatform(fullPlatform).requiredOutputs).toEqual([
      {
        name: 'client_id_app-identity',
        what: 'client id of the identity app-identity',
        neededBy: ['app'],
        identityName: 'app-identity',
      },
      {
        name: 'client_id_test-aks-keda',
        what: 'client id of the identity test-aks-keda',
        neededBy: ['the scaler of app'],
        identityName: 'test-aks-keda',
      },
    ]);
  });

  it('requires the client id of an identity that only a ServiceAccount uses', () => {
    const needed = resolvePlatform({ ...fullPlatform, httpApps: [] }).requiredOutputs;
    expect(needed.map(({ neededBy }) => neededBy)).toEqual([['the ServiceAccount app-sa']]);
  });

  it('sets no replicas on a scaled workload', () => {
    expect(workloadsOf(resolvePlatform(fullPlatform), 'http-app')[0]!.replicas).toBeUndefined();
  });

  it('adds the host of the registry to images', () => {
    expect(workloadsOf(resolvePlatform(fullPlatform), 'http-app')[0]!.image.toString()).toBe(
      'testregistryx1.azurecr.io/app:1.0.0',
    );
  });

  it('passes the Service Bus namespace to KEDA without its domain', () => {
    expect(
      workloadsOf(resolvePlatform(fullPlatform), 'http-app')[0]!.scaling!.triggers[0]!.spec.metadata,
    ).toEqual({
      queueName: 'tasks',
      namespace: 'test-servicebus-x1',
      messageCount: '5',
    });
  });

  it('passes the cloud to KEDA unless it is the public cloud', () => {
    const china = { ...fullPlatform, azure: { ...fullPlatform.azure, cloud: 'AzureChinaCloud' as const } };
    expect(
      workloadsOf(resolvePlatform(china), 'http-app')[0]!.scaling!.triggers[0]!.spec.metadata['cloud'],
    ).toBe('AzureChinaCloud');
  });

  it('syncs the cluster application first', () => {
    expect(
      resolvePlatform(fullPlatform).gitOps.applications.map(({ name, syncWave }) => [name, syncWave]),
    ).toEqual([
      ['cluster', -5],
      ['nvidia-device-plugin', 0],
      ['vllm', 0],
      ['app', 0],
    ]);
  });

  it('reads the size of a known model from the table', () => {
    const { modelSizeGiB: _, ...server } = fullPlatform.inferenceServers![0]!;
    const platform = resolvePlatform({ ...fullPlatform, inferenceServers: [server] });
    expect(workloadsOf(platform, 'inference-server')[0]!.modelSizeGiB).toBe(27.3);
  });

  it('warns about names that must be unique across Azure', () => {
    const { uniqueSuffix: _, ...azure } = fullPlatform.azure;
    expect(resolvePlatform({ ...fullPlatform, azure }).warnings.join()).toContain('uniqueSuffix is not set');
  });
});

describe('a server that scales by its own metric', () => {
  const [vllm] = fullPlatform.inferenceServers!;
  const scaled = (name: string, servedModelName: string) => ({
    ...vllm!,
    name,
    servedModelName,
    scaling: { maxReplicas: 1, triggers: [{ type: 'vllm' as const, metric: 'waiting' as const }] },
  });
  const queriesOf = (...inferenceServers: readonly ReturnType<typeof scaled>[]) =>
    workloadsOf(resolvePlatform({ ...fullPlatform, inferenceServers }), 'inference-server').map(
      ({ scaling }) => scaling!.triggers[0]!.spec.metadata.query,
    );

  it('selects its own pods if another server serves the same model', () => {
    const [first, second] = queriesOf(scaled('one', 'phi'), scaled('two', 'phi'));
    expect(first).toContain('pod=~"one-');
    expect(second).toContain('pod=~"two-');
  });

  it('selects the model only, otherwise', () => {
    for (const query of queriesOf(scaled('one', 'phi'), scaled('two', 'other')))
      expect(query).not.toContain('pod');
  });
});
