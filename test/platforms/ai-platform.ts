import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import { aiWorkloads } from './ai-workloads';
import { smallPlatform } from './small-platform';

/** A platform with every workload, trigger, model source and kind of pool: what the links between the halves are followed in. */
export const aiPlatform = {
  ...smallPlatform,
  environment: 'staging',
  namespace: 'ai',
  cluster: { ...smallPlatform.cluster, name: 'ai-aks', alertEmails: ['ops@example.com'] },
  nodePools: [
    ...smallPlatform.nodePools,
    { name: 'a100spot', role: 'gpu', vmSize: 'Standard_NC24ads_A100_v4', maxNodes: 4, spot: true },
    { name: 'a100', role: 'gpu', vmSize: 'Standard_NC24ads_A100_v4', maxNodes: 6 },
    {
      name: 'h100',
      role: 'gpu',
      vmSize: 'Standard_ND96isr_H100_v5',
      maxNodes: 2,
      osDisk: { type: 'Managed', sizeGiB: 1024 },
    },
    { name: 't4', role: 'gpu', vmSize: 'Standard_NC8as_T4_v3', maxNodes: 8 },
  ],
  registry: { name: 'airegistry' },
  keyVault: { name: 'ai-kv' },
  serviceBus: {
    name: 'ai-servicebus',
    queues: [{ name: 'chats' }, { name: 'documents' }, { name: 'videos' }],
    topics: [{ name: 'uploads', subscriptions: [{ name: 'thumbnails' }, { name: 'archive' }] }],
  },
  storageAccounts: [
    { name: 'aimodels', containers: ['weights', 'triton'] },
    {
      name: 'aishares',
      kind: 'premiumFiles',
      sharedKeys: true,
      shares: [{ name: 'weights', quotaGiB: 512 }],
    },
    { name: 'aitraces', containers: ['langfuse'], sharedKeys: true },
  ],
  identities: [
    {
      name: 'web-identity',
      federatedCredentials: [{ name: 'web-fed', serviceAccount: 'web-sa' }],
      roles: [{ role: 'Azure Service Bus Data Receiver', on: { topic: 'uploads', subscription: 'archive' } }],
    },
    { name: 'scaler-identity' },
  ],
  ...aiWorkloads,
} satisfies PlatformDefinition;

const { hosts } = aiPlatform.ingress;

/** The same behind Application Gateway and its ingress controller. */
export const applicationGatewayPlatform: PlatformDefinition = {
  ...aiPlatform,
  ingress: { type: 'application-gateway', hosts },
};

/** The same behind Application Gateway for Containers. */
export const gatewayForContainersPlatform: PlatformDefinition = {
  ...aiPlatform,
  ingress: { type: 'application-gateway-for-containers', hosts },
};

/** One model behind an inference gateway, which the applications call. */
export const inferenceGatewayPlatform: PlatformDefinition = {
  ...aiPlatform,
  inferenceServers: aiPlatform.inferenceServers.filter(({ name }) => name === 'chat'),
  gateway: { type: 'inference-gateway', name: 'models', nodePool: 'cpupool' },
  ingress: {
    ...aiPlatform.ingress,
    hosts: hosts.filter(({ host }) => host !== 'models.example.com'),
  },
};

/** Both kinds of Gateway in one cluster. */
export const bothGatewaysPlatform: PlatformDefinition = {
  ...inferenceGatewayPlatform,
  ingress: { ...inferenceGatewayPlatform.ingress!, type: 'application-gateway-for-containers' },
};

/** Several models behind an inference gateway, each at a path of its own. */
export const modelPathsPlatform: PlatformDefinition = {
  ...smallPlatform,
  nodePools: aiPlatform.nodePools,
  keyVault: aiPlatform.keyVault,
  storageAccounts: aiPlatform.storageAccounts,
  identities: aiPlatform.identities.filter(({ name }) => name === 'scaler-identity'),
  serviceBus: aiPlatform.serviceBus,
  inferenceServers: aiPlatform.inferenceServers.filter(({ name }) => name === 'chat' || name === 'coder'),
  gateway: { type: 'inference-gateway', name: 'models', nodePool: 'cpupool', routing: 'path' },
};

/** What else may be chosen: a private network, the GPU Operator, servers that keep nothing outside of their image, own metrics. */
export const otherChoicesPlatform: PlatformDefinition = {
  ...aiPlatform,
  azure: { ...aiPlatform.azure, azurerm: '5.2', tags: { team: 'ai' } },
  network: { addressSpace: '10.8.0.0/16', nodeSubnet: '10.8.0.0/20', privateEndpointSubnet: '10.8.16.0/24' },
  cluster: { ...aiPlatform.cluster, gpuStack: 'gpu-operator', grafana: { name: 'ai-grafana' } },
  registry: { name: 'airegistry', privateEndpoint: true },
  keyVault: { name: 'ai-kv', privateEndpoint: true },
  serviceBus: { ...aiPlatform.serviceBus, privateEndpoint: true },
  storageAccounts: aiPlatform.storageAccounts.map((account) => ({ ...account, privateEndpoint: true })),
  inferenceServers: [
    {
      name: 'chat',
      nodePool: 'a100',
      model: 'microsoft/phi-4',
      modelSizeGiB: 27.4,
      cache: { type: 'local-nvme' },
      replicas: 2,
    },
    {
      name: 'coder',
      nodePool: 'a100',
      model: 'Qwen/Qwen2.5-Coder-7B-Instruct',
      image: { repository: 'coder', tag: '1.0.0' },
      engineVersion: '0.31.0',
      source: { type: 'image', path: '/models/coder' },
      modelSizeGiB: 15,
      scaling: {
        minReplicas: 0,
        maxReplicas: 2,
        triggers: [
          {
            type: 'prometheus',
            query: 'sum(rate(http_requests_total{namespace="ai"}[2m]))',
            threshold: 3,
            inClusterAddress: 'http://prometheus.monitoring:9090',
            producedByTarget: false,
          },
          {
            type: 'keda',
            scaler: 'redis',
            metadata: { address: 'my-redis.example.com:6379', listName: 'prompts', listLength: 5 },
            producedByTarget: false,
          },
        ],
      },
    },
  ],
  gateway: { type: 'litellm', name: 'litellm', nodePool: 'cpupool', database: false, langfuse: false },
};
