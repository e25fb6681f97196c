import { Platform } from '../index';

/** A model that no node has room for: two nodes of eight GPUs are one server, behind an inference gateway. */
export const platform = new Platform({
  environment: 'large',
  azure: {
    subscriptionId: '5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394',
    tenantId: 'e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e',
    location: 'koreacentral',
    resourceGroup: 'large-rg',
    uniqueSuffix: 'w5h6',
  },
  cluster: {
    name: 'large-aks',
    apiServer: { private: true },
    adminGroupObjectIds: ['9d4e1b3c-72f5-4a68-8c0d-f3b6a9e25417'],
    alertEmails: ['on-call@example.com'],
  },
  nodePools: [
    { name: 'system', role: 'system', vmSize: 'Standard_D4s_v5', maxNodes: 3 },
    { name: 'cpupool', role: 'cpu', vmSize: 'Standard_D8s_v5', maxNodes: 4 },
    {
      name: 'h200',
      role: 'gpu',
      vmSize: 'Standard_ND96isr_H200_v5',
      maxNodes: 2,
      osDisk: { type: 'Managed', sizeGiB: 128 }, // the weights are not on it
    },
  ],
  keyVault: { name: 'large-kv' },
  storageAccounts: [{ name: 'largeweights', containers: ['deepseek'], kind: 'premiumBlobs' }],
  inferenceServers: [
    {
      name: 'deepseek',
      nodePool: 'h200',
      nodes: 2,
      model: 'deepseek-ai/DeepSeek-R1-0528',
      source: { type: 'blob', account: 'largeweights', container: 'deepseek' },
      modelSizeGiB: 641.3,
      kvCacheDtype: 'fp8',
      drainSeconds: 300,
    },
  ],
  gateway: { type: 'inference-gateway', name: 'models', nodePool: 'cpupool' },
  gitOps: { repository: 'https://github.com/my-org/gitops' },
});

if (require.main === module) platform.run();
