import { Platform } from '../index';

/** A chat application with one model of its own, reached from the company's network. */
export const platform = new Platform({
  environment: 'chat',
  azure: {
    subscriptionId: '5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394',
    tenantId: 'e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e',
    location: 'koreacentral',
    resourceGroup: 'chat-rg',
    uniqueSuffix: 'c7f2',
  },
  cluster: {
    name: 'chat-aks',
    apiServer: { private: true },
    adminGroupObjectIds: ['9d4e1b3c-72f5-4a68-8c0d-f3b6a9e25417'],
    alertEmails: ['on-call@example.com'],
  },
  nodePools: [
    { name: 'system', role: 'system', vmSize: 'Standard_D4s_v5', maxNodes: 3 },
    { name: 'cpupool', role: 'cpu', vmSize: 'Standard_D8s_v5', maxNodes: 4 },
    { name: 'gpupool', role: 'gpu', vmSize: 'Standard_NC24ads_A100_v4', maxNodes: 2 },
  ],
  registry: { name: 'chatregistry' },
  keyVault: { name: 'chat-kv' },
  inferenceServers: [
    {
      name: 'phi-4',
      nodePool: 'gpupool',
      model: 'microsoft/phi-4',
      modelSizeGiB: 27.4,
      apiKeySecret: 'phi-4-api-key',
      scaling: { maxReplicas: 2, triggers: [{ type: 'vllm', metric: 'running' }] },
    },
  ],
  httpApps: [
    {
      name: 'chat',
      image: { repository: 'chat', tag: '1.0.0' },
      nodePool: 'cpupool',
      uses: [{ inferenceServer: 'phi-4' }],
      maxProcessingSeconds: 300, // an answer streams for minutes
      scaling: { minReplicas: 2, maxReplicas: 6, triggers: [{ type: 'cpu', utilizationPercent: 60 }] },
    },
  ],
  ingress: {
    type: 'internal-load-balancer',
    hosts: [{ host: 'chat.example.com', certificate: 'chat-example-com', routes: [{ to: 'chat' }] }],
  },
  gitOps: { repository: 'https://github.com/my-org/gitops' },
});

if (require.main === module) platform.run();
