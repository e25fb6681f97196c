import { type BaseDefinition, type EnvironmentDefinitions, PlatformSet } from '../index';

/** What all environments have in common: a chat application with one model of its own. */
const base = {
  azure: {
    subscriptionId: '5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394',
    tenantId: 'e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e',
    location: 'koreacentral',
    resourceGroup: 'assistant-rg',
    uniqueSuffix: 'm3q8',
  },
  cluster: {
    name: 'assistant-aks',
    apiServer: { private: true },
    adminGroupObjectIds: ['9d4e1b3c-72f5-4a68-8c0d-f3b6a9e25417'],
    alertEmails: ['on-call@example.com'],
  },
  nodePools: [
    { name: 'system', role: 'system', vmSize: 'Standard_D4s_v5', maxNodes: 3 },
    { name: 'cpupool', role: 'cpu', vmSize: 'Standard_D8s_v5', maxNodes: 4 },
    { name: 'gpupool', role: 'gpu', vmSize: 'Standard_NC24ads_A100_v4', maxNodes: 4 },
  ],
  registry: { name: 'assistant' },
  keyVault: { name: 'assistant' },
  inferenceServers: [
    {
      name: 'phi-4',
      nodePool: 'gpupool',
      model: 'microsoft/phi-4',
      modelSizeGiB: 27.4,
      apiKeySecret: 'phi-4-api-key',
      scaling: { minReplicas: 2, maxReplicas: 4 },
    },
  ],
  httpApps: [
    {
      name: 'chat',
      image: { repository: 'chat', tag: '1.1.0' },
      nodePool: 'cpupool',
      uses: [{ inferenceServer: 'phi-4' }],
      maxProcessingSeconds: 300,
      scaling: { minReplicas: 2, maxReplicas: 6, triggers: [{ type: 'cpu', utilizationPercent: 60 }] },
    },
  ],
  gitOps: { repository: 'https://github.com/my-org/gitops' },
} satisfies BaseDefinition;

/** Only what differs. Promotion of the chat to staging: its tag moves there, or into the base for all of them. */
const environments = {
  development: {
    azure: { resourceGroup: 'assistant-dev-rg', uniqueSuffix: 'm3q8dev' },
    cluster: { name: 'assistant-dev-aks' },
    nodePools: { cpupool: { maxNodes: 2 }, gpupool: { maxNodes: 1 } },
    inferenceServers: { 'phi-4': { scaling: null } },
    httpApps: { chat: { image: { tag: '1.2.0' }, scaling: null } },
  },
  staging: {
    azure: { resourceGroup: 'assistant-staging-rg', uniqueSuffix: 'm3q8stg' },
    cluster: { name: 'assistant-staging-aks' },
    nodePools: { gpupool: { maxNodes: 2 } },
    inferenceServers: { 'phi-4': { scaling: { minReplicas: 1, maxReplicas: 2 } } },
  },
  production: {
    // What stands here holds for both clusters.
    httpApps: { chat: { scaling: { maxReplicas: 12 } } },
    clusters: {
      koreacentral: {},
      japaneast: {
        azure: { location: 'japaneast', resourceGroup: 'assistant-jp-rg', uniqueSuffix: 'm3q8jp' },
        cluster: { name: 'assistant-jp-aks' },
      },
    },
  },
} satisfies EnvironmentDefinitions;

export const platforms = new PlatformSet(base, environments);

if (require.main === module) platforms.run();
