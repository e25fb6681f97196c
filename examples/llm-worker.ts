import { Platform } from '../index';

/** The worker of examples/llm-worker: Python, busy for up to a minute, and never killed for it. */
export const platform = new Platform({
  environment: 'llm-worker',
  azure: {
    subscriptionId: '8f3b6c1d-2e94-4a57-b0d8-61c7f9a2e345',
    tenantId: 'a4d9e7b2-5c38-4f16-9e0a-3b7d2c8f6154',
    location: 'koreacentral',
    resourceGroup: 'worker-rg',
    uniqueSuffix: 'w3k8',
  },
  cluster: {
    name: 'worker-aks',
    apiServer: { private: true },
    adminGroupObjectIds: ['6b1f4e9a-8d23-4c75-a0e6-9f2c5d7b3841'],
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
