import { Platform } from '../index';

/** The worker of examples/llm-worker: Python, busy for up to a minute, and never killed for it. */
export const platform = new Platform({
  environment: 'llm-worker',
  azure: {
    subscriptionId: '5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394',
    tenantId: 'e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e',
    location: 'koreacentral',
    resourceGroup: 'worker-rg',
    uniqueSuffix: 'w3k8',
  },
  cluster: {
    name: 'worker-aks',
    apiServer: { private: true },
    adminGroupObjectIds: ['9d4e1b3c-72f5-4a68-8c0d-f3b6a9e25417'],
    alertEmails: ['on-call@example.com'],
  },
  nodePools: [
    { name: 'system', role: 'system', vmSize: 'Standard_D4s_v5', maxNodes: 3 },
    { name: 'cpupool', role: 'cpu', vmSize: 'Standard_D8s_v5', maxNodes: 4 },
  ],
  registry: { name: 'workerregistry' },
  httpApps: [
    {
      name: 'llm-worker',
      image: { repository: 'llm-worker', tag: '1.0.0' },
      nodePool: 'cpupool',
      runtime: 'python',
      maxProcessingSeconds: 60,
      health: { type: 'thread' }, // it listens on HEALTH_PORT
      environment: { MAX_JOB_SECONDS: '60' },
      scaling: { minReplicas: 2, maxReplicas: 6, triggers: [{ type: 'cpu', utilizationPercent: 60 }] },
    },
  ],
  gitOps: { repository: 'https://github.com/my-org/gitops' },
});

if (require.main === module) platform.run();
