import type { PlatformDefinition } from '../../lib/definition/platform-definition';

/** The minimal platform. Tests add their own settings. */
export const smallPlatform: PlatformDefinition = {
  environment: 'test',
  azure: {
    subscriptionId: '11111111-2222-4333-8444-555555555555',
    tenantId: '66666666-7777-4888-9999-aaaaaaaaaaaa',
    location: 'koreacentral',
    resourceGroup: 'test-rg',
    uniqueSuffix: 'x1',
  },
  cluster: {
    name: 'test-aks',
    apiServer: { private: true },
    alertEmails: [],
    adminGroupObjectIds: ['bbbbbbbb-cccc-4ddd-8eee-ffffffffffff'],
  },
  nodePools: [
    { name: 'system', role: 'system', vmSize: 'Standard_D4s_v5', maxNodes: 3 },
    { name: 'cpupool', role: 'cpu', vmSize: 'Standard_D8s_v5', maxNodes: 3 },
  ],
  gitOps: { repository: 'https://github.com/test-org/gitops' },
};

/** A platform with one of each. */
export const fullPlatform: PlatformDefinition = {
  ...smallPlatform,
  nodePools: [
    ...smallPlatform.nodePools,
    { name: 'gpupool', role: 'gpu', vmSize: 'Standard_NC24ads_A100_v4', maxNodes: 3 },
  ],
  registry: { name: 'testregistry' },
  keyVault: { name: 'test-kv' },
  serviceBus: { name: 'test-servicebus', queues: [{ name: 'tasks' }] },
  identities: [
    {
      name: 'app-identity',
      federatedCredentials: [{ name: 'app-fed', serviceAccount: 'app-sa' }],
      roles: [
        { role: 'Key Vault Secrets User', on: 'keyVault' },
        { role: 'Azure Service Bus Data Receiver', on: { queue: 'tasks' } },
      ],
    },
  ],
  inferenceServers: [{ name: 'vllm', nodePool: 'gpupool', model: 'microsoft/phi-4', modelSizeGiB: 27.4 }],
  httpApps: [
    {
      name: 'app',
      image: { repository: 'app', tag: '1.0.0' },
      nodePool: 'cpupool',
      identity: 'app-identity',
      secrets: [{ variable: 'API_KEY', secret: 'api-key' }],
      scaling: { maxReplicas: 10, triggers: [{ type: 'service-bus-queue', queue: 'tasks' }] },
    },
  ],
};
