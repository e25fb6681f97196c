import { Platform } from '../index';

/**
 * Documents in a queue. A GPU processes each document for minutes. While the queue is empty, no pod runs, and no GPU costs money. A long job
 * must not end when KEDA scales down, so each message becomes a Job.
 */
export const platform = new Platform({
  environment: 'batch',
  azure: {
    subscriptionId: '5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394',
    tenantId: 'e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e',
    location: 'koreacentral',
    resourceGroup: 'batch-rg',
    uniqueSuffix: 'b4d9',
  },
  cluster: {
    name: 'batch-aks',
    apiServer: { private: true },
    adminGroupObjectIds: ['9d4e1b3c-72f5-4a68-8c0d-f3b6a9e25417'],
    alertEmails: ['on-call@example.com'],
  },
  nodePools: [
    { name: 'system', role: 'system', vmSize: 'Standard_D4s_v5', maxNodes: 3 },
    { name: 'cpupool', role: 'cpu', vmSize: 'Standard_D8s_v5', maxNodes: 4 },
    { name: 'gpuspot', role: 'gpu', vmSize: 'Standard_NC8as_T4_v3', maxNodes: 8, spot: true },
    { name: 'gpupool', role: 'gpu', vmSize: 'Standard_NC8as_T4_v3', maxNodes: 4 },
  ],
  registry: { name: 'batchregistry' },
  keyVault: { name: 'batch-kv' },
  serviceBus: { name: 'batch-servicebus', queues: [{ name: 'documents' }, { name: 'videos' }] },
  httpApps: [
    {
      name: 'intake',
      image: { repository: 'intake', tag: '1.0.0' },
      nodePool: 'cpupool',
      uses: [{ sendsTo: 'documents' }],
    },
  ],
  queueWorkers: [
    {
      name: 'document-reader',
      image: { repository: 'document-reader', tag: '1.0.0' },
      nodePool: 'gpupool', // a message of minutes is lost work when Azure takes a spot node back
      gpus: 1,
      queue: 'documents',
      maxJobSeconds: 240,
      startupSeconds: 180, // the model is loaded at the start
      maxReplicas: 4,
    },
    {
      name: 'video-transcriber',
      image: { repository: 'video-transcriber', tag: '1.0.0' },
      nodePool: 'gpuspot', // it saves its progress, so that the next try goes on
      gpus: 1,
      queue: 'videos',
      maxJobSeconds: 7200,
      maxReplicas: 8,
    },
  ],
  cronJobs: [
    {
      name: 'nightly-report',
      image: { repository: 'report', tag: '1.0.0' },
      nodePool: 'cpupool',
      schedule: '0 6 * * 1-5',
      timeZone: 'Asia/Seoul',
      maxRunSeconds: 1800,
      secrets: [{ variable: 'REPORT_WEBHOOK', secret: 'report-webhook' }],
    },
  ],
  gitOps: { repository: 'https://github.com/my-org/gitops' },
});

if (require.main === module) platform.run();
