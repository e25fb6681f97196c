import type { HttpAppDefinition } from '../../../lib/definition/application-definition';
import type { PlatformDefinition } from '../../../lib/definition/platform-definition';
import { readRecord } from '../../../lib/platform/gitops/publication-record';
import { resolvePlatform } from '../../../lib/platform/resolve-platform';
import { gpuDemands } from '../../../lib/platform/workloads/gpu-demands';
import { strategyWarnings } from '../../../lib/platform/workloads/http-app-health';
import { complete } from '../../platforms/complete';
import { fullPlatform, smallPlatform } from '../../platforms/small-platform';

/** The value at a path such as `cluster.autoscaler.expander` or `workloads.app.port`; a list is read by the name of its elements. */
function valueAt(platform: object, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value.find((each) => (each as { name: string }).name === key);
    return (value as Record<string, unknown>)[key];
  }, platform);
}

/** What a user gets who sets only the required fields: one line a default. */
describe('the defaults of a platform', () => {
  const small = resolvePlatform(smallPlatform);

  it.each<[string, unknown]>([
    ['namespace', 'test'],
    ['azure.cloud', 'AzurePublicCloud'],
    ['azure.state', { type: 'local' }],
    ['azure.preventDestroy', true],
    ['azure.azurerm', '4.55'],
    ['network.addressSpace', '10.0.0.0/16'],
    ['network.nodeSubnet', '10.0.0.0/20'],
    ['network.privateEndpointSubnet', '10.0.16.0/24'],
    ['network.podCidr', '10.244.0.0/16'],
    ['network.serviceCidr', '10.245.0.0/16'],
    ['network.dnsServiceIp', '10.245.0.10'],
    ['cluster.upgradeChannel', 'patch'],
    ['cluster.nodeOsUpgradeChannel', 'NodeImage'],
    [
      'cluster.maintenance.kubernetes',
      { dayOfWeek: 'Saturday', startTime: '01:00', durationHours: 4, utcOffset: '+09:00' },
    ],
    [
      'cluster.maintenance.nodeOs',
      { dayOfWeek: 'Sunday', startTime: '01:00', durationHours: 4, utcOffset: '+09:00' },
    ],
    ['cluster.skuTier', 'Standard'],
    ['cluster.azurePolicy', true],
    ['cluster.defender', true],
    ['cluster.containerInsights', true],
    ['cluster.managedPrometheus', true],
    ['cluster.imageCleanerIntervalHours', 168],
    ['cluster.runCommand', true],
    ['cluster.alertEmails', []],
    ['cluster.alertActionGroupIds', []],
    ['cluster.alerts', {}],
    ['cluster.logRetentionDays', 30],
    ['cluster.autoscaler.expander', 'least-waste'],
    ['cluster.autoscaler.scaleDownUnneededMinutes', 10],
    ['cluster.autoscaler.scaleDownDelayAfterAddMinutes', 10],
    ['cluster.autoscaler.maxNodeProvisionMinutes', 20],
    ['cluster.gpuStack', 'device-plugin'],
    ['nodePools.system.minNodes', 3],
    ['nodePools.system.labels', {}],
    ['nodePools.system.spot', false],
    ['nodePools.system.zones', []],
    ['nodePools.system.osDisk', { type: 'Managed', sizeGiB: 128 }],
    ['nodePools.system.maxPods', 110],
    ['nodePools.system.overcommit', false],
    ['nodePools.cpupool.minNodes', 1],
    ['nodePools.cpupool.labels', { sku: 'cpu' }],
    ['nodePools.cpupool.taints', []],
    ['nodePools.cpupool.osDisk', { type: 'Managed', sizeGiB: 128 }],
    ['storageAccounts', []],
    ['identities', []],
    ['workloads', []],
    ['gitOps.revision', 'main'],
    ['gitOps.environmentPath', 'dist/test'],
    ['gitOps.argoCd.install', 'extension'],
    ['gitOps.argoCd.namespace', 'argocd'],
    ['gitOps.removedApplications', []],
    ['gitOps.type', 'app-of-apps'],
    ['gitOps.onDelete', 'cascade'],
    ['gitOps.syncWindows', []],
    ['gitOps.orphanedResources', 'warn'],
    ['vaultSecrets', []],
    ['requiredOutputs', []],
    ['warnings', []],
  ])('%s is %j', (path, value) => {
    expect(valueAt(small, path)).toEqual(value);
  });

  it('applies a sync window to every Application, in the time of the region, and allows manual syncs', () => {
    const window = { kind: 'deny', schedule: '0 18 * * 5', duration: '62h' } as const;
    const gitOps = { ...smallPlatform.gitOps, syncWindows: [window] };
    expect(resolvePlatform({ ...smallPlatform, gitOps }).gitOps.syncWindows).toEqual([
      { ...window, timeZone: 'Asia/Seoul', applications: ['*'], manualSync: true },
    ]);
  });

  it('has an expander for the order of pools where a workload has one', () => {
    const app = { ...fullPlatform.httpApps![0]!, nodePool: ['cpupool', 'second'] };
    const second = { ...fullPlatform.nodePools[1]!, name: 'second' };
    const nodePools = [...fullPlatform.nodePools, second];
    const platform = resolvePlatform({ ...fullPlatform, nodePools, httpApps: [app] });
    expect(platform.cluster.autoscaler.expander).toBe('priority');
  });
});

describe('the defaults of services and workloads', () => {
  const image = 'docker.io/library/app:1.0.0';
  const definition: PlatformDefinition = {
    ...fullPlatform,
    serviceBus: {
      name: 'test-servicebus',
      queues: [{ name: 'tasks' }, { name: 'free' }],
      topics: [{ name: 'events', subscriptions: [{ name: 'all' }] }],
    },
    storageAccounts: [{ name: 'models', containers: ['triton'] }],
    identities: [],
    httpApps: [{ name: 'web', nodePool: 'cpupool', image }],
    agentApps: [{ name: 'agent', nodePool: 'cpupool', image }],
    queueWorkers: [
      { name: 'worker', nodePool: 'cpupool', image, queue: 'tasks', maxJobSeconds: 60, maxReplicas: 2 },
    ],
    cronJobs: [{ name: 'nightly', nodePool: 'cpupool', image, schedule: '0 3 * * *', maxRunSeconds: 600 }],
    tritonServers: [
      {
        name: 'triton',
        nodePool: 'gpupool',
        modelSizeGiB: 1,
        repository: { type: 'blob', account: 'models', container: 'triton' },
      },
    ],
    helmCharts: [
      {
        name: 'qdrant',
        repository: 'https://qdrant.github.io/qdrant-helm',
        chart: 'qdrant',
        version: '1.16.0',
      },
    ],
  };
  const platform = resolvePlatform(definition);

  it.each<[string, unknown]>([
    ['registry.sku', 'Standard'],
    ['registry.privateEndpoint', false],
    ['keyVault.softDeleteDays', 90],
    ['keyVault.privateEndpoint', false],
    ['serviceBus.sku', 'Standard'],
    ['serviceBus.privateEndpoint', false],
    [
      'serviceBus.queues.free',
      {
        name: 'free',
        lockSeconds: 300,
        maxDeliveryCount: 10,
        timeToLiveDays: 14,
        duplicateDetectionMinutes: 10,
      },
    ],
    ['serviceBus.topics.events.timeToLiveDays', 14],
    ['serviceBus.topics.events.duplicateDetectionMinutes', 10],
    ['serviceBus.topics.events.subscriptions.all', { name: 'all', lockSeconds: 300, maxDeliveryCount: 10 }],
    ['storageAccounts.modelsx1.kind', 'standard'],
    ['storageAccounts.modelsx1.shares', []],
    ['storageAccounts.modelsx1.sharedKeys', false],
    ['storageAccounts.modelsx1.privateEndpoint', false],
    ['workloads.vllm.source', { type: 'hugging-face' }],
    ['workloads.vllm.cache', { type: 'ephemeral-disk' }],
    ['workloads.vllm.nodes', 1],
    ['workloads.vllm.gpus', 1],
    ['workloads.vllm.replicas', 1],
    ['workloads.vllm.gpuMemoryUtilization', 0.9],
    ['workloads.vllm.loraAdapters', []],
    ['workloads.vllm.extraArgs', []],
    ['workloads.vllm.shutdown.drainSeconds', 60],
    ['workloads.triton.gpus', 1],
    ['workloads.triton.replicas', 1],
    ['workloads.triton.extraArgs', []],
    ['workloads.triton.shutdown.drainSeconds', 60],
    ['workloads.web.port', 8000],
    ['workloads.web.replicas', 2],
    ['workloads.web.resources', { cpu: '500m', memory: '1Gi' }],
    ['workloads.web.probes.liveness.action.path', '/health/live'],
    ['workloads.web.probes.readiness.action.path', '/health/ready'],
    ['workloads.web.probes.startup.failureThreshold', 37], // 60 seconds, three times
    ['workloads.web.shutdown.drainSeconds', 30],
    ['workloads.agent.maxRunSeconds', 300],
    ['workloads.agent.resources', { cpu: '1', memory: '2Gi' }],
    ['workloads.agent.probes.startup.failureThreshold', 73], // 120 seconds, three times
    [
      'workloads.agent.secrets',
      [
        { variable: 'DATABASE_URI', secret: 'agent-database-uri' },
        { variable: 'REDIS_URI', secret: 'agent-redis-uri' },
        { variable: 'LANGGRAPH_CLOUD_LICENSE_KEY', secret: 'agent-license-key' },
      ],
    ],
    ['workloads.worker.minReplicas', 0],
    ['workloads.worker.plan.mode', 'deployment'],
    ['workloads.worker.plan.concurrency', 1],
    ['workloads.worker.plan.maxDeliveryCount', 10],
    ['workloads.nightly.timeZone', 'Asia/Seoul'],
    ['workloads.nightly.retries', 1],
    ['workloads.qdrant.namespace', 'qdrant'],
    ['workloads.qdrant.chart.podSecurity', 'restricted'],
    ['workloads.qdrant.chart.source.values', {}],
    ['workloads.qdrant.chart.clusterKinds', []],
    ['workloads.qdrant.chart.syncWave', -1],
    ['workloads.qdrant.chart.onDelete', 'cascade'],
  ])('%s is %j', (path, value) => {
    expect(valueAt(platform, path)).toEqual(value);
  });

  it.each(['registry', 'serviceBus'] as const)('%s with a private endpoint is Premium', (service) => {
    const changed = { ...definition[service]!, privateEndpoint: true };
    const resolved = resolvePlatform({ ...definition, [service]: changed });
    expect(resolved[service]?.sku).toBe('Premium');
  });

  it('a heartbeat counts no pause', () => {
    const app = { ...definition.httpApps![0]!, health: { type: 'heartbeat' } as const };
    const web = valueAt(resolvePlatform({ ...definition, httpApps: [app] }), 'workloads.web');
    expect(web).toMatchObject({ health: { heartbeat: { everySeconds: 10, maxAgeSeconds: 30 } } });
  });

  it('an application on Python takes 30 seconds a request', () => {
    const [app] = complete({
      ...definition,
      httpApps: [{ ...definition.httpApps![0]!, runtime: 'python' }],
    }).httpApps;
    expect(strategyWarnings(app!)).toEqual([expect.stringContaining('up to 30 s')]);
  });

  it('a LiteLLM gateway may have the models of others alone', () => {
    const gateway = {
      type: 'litellm',
      name: 'models',
      nodePool: 'cpupool',
      models: [{ type: 'provider', name: 'gpt', model: 'openai/gpt-5', keySecret: 'openai-key' }],
    } as const;
    const others = { ...smallPlatform, keyVault: { name: 'test-kv' }, gateway };
    expect(valueAt(resolvePlatform(others), 'workloads.models')).toMatchObject({
      models: [{ modelName: 'gpt' }],
      secrets: expect.arrayContaining([expect.objectContaining({ secret: 'openai-key' })]),
    });
  });

  it('counts the GPUs of the workloads that have some, one pod for a replica', () => {
    const one = { pools: ['gpupool'], gpus: 1, podsPerReplica: 1, minReplicas: 1, maxReplicas: 1 };
    expect(gpuDemands(platform)).toEqual([
      { name: 'vllm', ...one },
      { name: 'triton', ...one },
    ]);
  });

  it.each([
    ['one server', [], 'one'],
    ['several servers', ['second'], 'path'],
  ] as const)('an inference gateway of %s routes by %3$s', (_, others, routing) => {
    const [server] = fullPlatform.inferenceServers!;
    const gateway = valueAt(
      resolvePlatform({
        ...fullPlatform,
        inferenceServers: [server!, ...others.map((name) => ({ ...server!, name }))],
        gateway: { type: 'inference-gateway', name: 'models', nodePool: 'cpupool' },
      }),
      'workloads.models',
    );
    expect(gateway).toMatchObject({ routing, gatewayClassName: 'agentgateway', answerSeconds: 600 });
  });

  it('a LiteLLM gateway has two replicas', () => {
    const gateway = { type: 'litellm', name: 'models', nodePool: 'cpupool' } as const;
    expect(valueAt(resolvePlatform({ ...fullPlatform, gateway }), 'workloads.models.replicas')).toBe(2);
  });
});

describe('defaults of checks', () => {
  const clusterWith = (cluster: Partial<PlatformDefinition['cluster']>) =>
    resolvePlatform({ ...smallPlatform, cluster: { ...smallPlatform.cluster, ...cluster } }).cluster;

  it('takes Prometheus and Container insights for on, so that their alerts may be set', () => {
    const alerts = { stalled: { severity: 1 }, 'token-refused': { severity: 1 } } as const;
    expect(clusterWith({ alerts }).alerts).toEqual(alerts);
  });

  it('takes the channel "node-image" with the default channel of node images', () => {
    expect(clusterWith({ upgradeChannel: 'node-image' }).nodeOsUpgradeChannel).toBe('NodeImage');
  });

  it('takes "argocd" for the namespace of Argo CD, which a platform cannot have', () => {
    expect(() => resolvePlatform({ ...smallPlatform, namespace: 'argocd' })).toThrow(
      /namespace: the namespace "argocd" is reserved/,
    );
  });

  it('takes a Service Bus of topics alone', () => {
    const topics = [{ name: 'events', subscriptions: [{ name: 'all' }] }];
    const { serviceBus } = resolvePlatform({ ...smallPlatform, serviceBus: { name: 'bus', topics } });
    expect(serviceBus?.queues).toEqual([]);
  });

  it('refuses what needs a service that is not there, by its name', () => {
    const app = { name: 'app', nodePool: 'cpupool', image: 'docker.io/library/app:1.0.0' };
    const withUse = (use: NonNullable<HttpAppDefinition['uses']>[number]) => () =>
      resolvePlatform({ ...smallPlatform, httpApps: [{ ...app, uses: [use] }] });
    expect(withUse({ sendsTo: 'tasks' })).toThrow(/"tasks" is not a queue/);
    expect(withUse({ inferenceServer: 'vllm' })).toThrow(/"vllm"/);
    const triggers = [{ type: 'service-bus-queue', queue: 'tasks', identity: 'mine' } as const];
    expect(() =>
      resolvePlatform({
        ...smallPlatform,
        serviceBus: { name: 'bus', queues: [{ name: 'tasks' }] },
        httpApps: [{ ...app, scaling: { maxReplicas: 2, triggers } }],
      }),
    ).toThrow(/"mine" is not an identity/);
    const scaling = {
      maxReplicas: 2,
      triggers: [{ type: 'vllm', metric: 'waiting', server: 'phi' } as const],
    };
    expect(() => resolvePlatform({ ...smallPlatform, httpApps: [{ ...app, scaling }] })).toThrow(/"phi"/);
    const gateway = { type: 'inference-gateway', name: 'models', nodePool: 'cpupool' } as const;
    expect(() => resolvePlatform({ ...smallPlatform, gateway })).toThrow(/the gateway has no models/);
  });

  it('takes no record for an empty one', () => {
    expect(readRecord(undefined)).toEqual(readRecord(''));
  });
});
