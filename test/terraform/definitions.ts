import { platform as batch } from '../../examples/batch-queue';
import { platform as chat } from '../../examples/chat';
import { platform as gateway } from '../../examples/multi-model-gateway';
import { platform as multiNode } from '../../examples/multi-node';
import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import { platform } from '../platforms/sample';
import { smallPlatform } from '../platforms/small-platform';

export const sample = platform.definition;
const network =
  '/subscriptions/5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets';

/** The sample without what wants a subnet, a metric or a queue of its own. */
const withoutWorkloads: PlatformDefinition = {
  ...sample,
  inferenceServers: [],
  tritonServers: [],
  httpApps: [],
  agentApps: [],
  queueWorkers: [],
  cronJobs: [],
  gateway: undefined,
  langfuse: undefined,
  ingress: undefined,
};
const ingress = sample.ingress!;

/** Every kind of stack that a definition can give. The sample has a private API server. */
export const definitions: Record<string, PlatformDefinition> = {
  'the sample': sample,
  'the smallest': smallPlatform,
  'the example chat': chat.definition,
  'the example batch queue': batch.definition,
  'the example multi-model gateway': gateway.definition,
  'the example multi-node': multiNode.definition,
  'an API server for some networks': {
    ...sample,
    cluster: { ...sample.cluster, apiServer: { authorizedIpRanges: ['203.0.113.0/24'] } },
  },
  'private endpoints on everything': {
    ...sample,
    registry: { ...sample.registry!, privateEndpoint: true },
    keyVault: { ...sample.keyVault!, privateEndpoint: true },
    serviceBus: { ...sample.serviceBus!, privateEndpoint: true },
  },
  'Argo CD by Helm': { ...sample, gitOps: { ...sample.gitOps, argoCd: { install: 'helm' } } },
  'Argo CD in a pinned version': {
    ...sample,
    gitOps: { ...sample.gitOps, argoCd: { version: '1.0.0', namespace: 'gitops' } },
  },
  'spot GPUs with the GPU Operator': {
    ...sample,
    cluster: { ...sample.cluster, gpuStack: 'gpu-operator' },
    nodePools: sample.nodePools.map((pool) => (pool.role === 'gpu' ? { ...pool, spot: true } : pool)),
  },
  'subnets and a resource group that exist': {
    ...sample,
    ingress: { ...ingress, type: 'internal-load-balancer' },
    azure: { ...sample.azure, resourceGroup: { name: 'shared-rg', existing: true } },
    network: {
      existing: { nodeSubnetId: `${network}/nodes`, privateEndpointSubnetId: `${network}/endpoints` },
    },
    keyVault: { ...sample.keyVault!, privateEndpoint: true },
  },
  'state in Azure': {
    ...sample,
    azure: {
      ...sample.azure,
      state: {
        type: 'azurerm',
        resourceGroup: 'state-rg',
        storageAccount: 'statestore',
        container: 'tfstate',
      },
    },
  },
  'every add-on off': {
    ...withoutWorkloads,
    cluster: {
      ...sample.cluster,
      azurePolicy: false,
      defender: false,
      containerInsights: false,
      managedPrometheus: false,
      imageCleanerIntervalHours: false,
      runCommand: false,
      upgradeChannel: 'none',
      nodeOsUpgradeChannel: 'None',
      skuTier: 'Free',
    },
  },
  'Application Gateway for Containers': {
    ...sample,
    ingress: { ...ingress, type: 'application-gateway-for-containers' },
  },
  'caches on NVMe disks, and recipients of alerts': {
    ...sample,
    cluster: { ...sample.cluster, alertEmails: ['me@example.com'] },
    inferenceServers: sample.inferenceServers!.map((server) =>
      server.nodes === undefined ? { ...server, cache: { type: 'local-nvme' } } : server,
    ),
  },
  'topics, and storage of every kind': {
    ...sample,
    serviceBus: {
      ...sample.serviceBus!,
      topics: [{ name: 'events', subscriptions: [{ name: 'indexer' }] }],
    },
    storageAccounts: [
      ...sample.storageAccounts!,
      { name: 'myblobs', containers: ['models'], kind: 'premiumBlobs', privateEndpoint: true },
      {
        name: 'myfiles',
        shares: [{ name: 'models', quotaGiB: 100 }],
        kind: 'premiumFiles',
        sharedKeys: true,
        privateEndpoint: true,
      },
    ],
    queueWorkers: [
      ...sample.queueWorkers!,
      {
        name: 'indexer',
        image: { repository: 'indexer', tag: '1.0.0' },
        nodePool: 'cpupool',
        subscription: { topic: 'events', name: 'indexer' },
        maxJobSeconds: 3600,
        maxReplicas: 3,
      },
    ],
  },
  'everything given': {
    ...withoutWorkloads,
    cluster: {
      ...sample.cluster,
      kubernetesVersion: '1.35',
      maintenance: { nodeOs: { dayOfWeek: 'Friday', startTime: '22:30', durationHours: 8 } },
      skuTier: 'Premium',
      autoscaler: { expander: 'priority', maxNodeProvisionMinutes: 30 },
      logRetentionDays: 90,
    },
    nodePools: sample.nodePools.map((pool) => ({
      ...pool,
      initialNodes: pool.maxNodes,
      labels: { 'example.com/team': 'ai' },
      ...(pool.role === 'gpu'
        ? {
            taints: ['example.com/gpu=true:NoExecute'],
            ...(pool.spot === true ? {} : { upgrade: { maxSurge: '1' } }),
          }
        : {}),
    })),
    registry: { ...sample.registry!, sku: 'Basic' },
    serviceBus: {
      ...sample.serviceBus!,
      sku: 'Premium',
      queues: [
        {
          name: 'ai-task-queue',
          lockSeconds: 5,
          maxDeliveryCount: 2000,
          timeToLiveDays: 365,
          duplicateDetectionMinutes: 10_080,
        },
        { name: 'team.other', duplicateDetectionMinutes: false },
      ],
    },
  },
};

/** Managed Grafana 12 is in azurerm since 4.62. */
export const withGrafana: PlatformDefinition = {
  ...sample,
  cluster: { ...sample.cluster, grafana: { name: 'my-grafana' } },
};
