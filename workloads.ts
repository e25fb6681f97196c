import type { PlatformDefinition } from './index';

const nodePool = 'cpupool'; // for workloads without a GPU
const ofMyRegistry = (repository: string) => ({ repository, tag: '1.0.0' });
const officeHours = {
  type: 'cron',
  timeZone: 'Asia/Seoul',
  start: '30 8 * * 1-5',
  end: '0 19 * * 1-5',
} as const;

/** Workloads of the sample platform: one of each kind. Delete what you do not need. */
export const workloads = {
  inferenceServers: [
    {
      name: 'vllm',
      nodePool: ['gpuspot', 'gpupool'], // spot nodes while Azure has capacity
      model: 'microsoft/phi-4', // synth checks that it fits the GPUs
      apiKeySecret: 'vllm-api-key', // name of a secret; the value is only in the Key Vault
      scaling: {
        maxReplicas: 3,
        triggers: [
          { type: 'vllm', metric: 'waiting' },
          { type: 'vllm', metric: 'running' }, // keeps replicas whose batches are full
          { ...officeHours, replicas: 2 },
        ],
      },
    },
    {
      name: 'deepseek',
      nodePool: 'gpubig',
      nodes: 2, // the model is too large for one node
      model: 'deepseek-ai/DeepSeek-R1-0528',
      scaling: { minReplicas: 0, maxReplicas: 1, triggers: [{ ...officeHours, replicas: 1 }] },
    },
  ],
  tritonServers: [
    {
      name: 'triton',
      nodePool: 'gpupool',
      repository: { type: 'blob', account: 'mymodels', container: 'triton' },
      modelSizeGiB: 10,
    },
  ],
  gateway: { type: 'litellm', name: 'litellm', nodePool }, // one address for the models of all servers
  langfuse: {
    nodePool,
    url: 'https://langfuse.example.com',
    postgres: { host: 'my-postgres.postgres.database.azure.com', user: 'langfuse' },
    clickHouse: { host: 'my-clickhouse.example.com' },
    redis: {
      host: 'my-redis.koreacentral.redis.azure.net',
      clusteringPolicy: 'EnterpriseCluster', // one endpoint; OSSCluster, Azure's default, does not work
      evictionPolicy: 'NoEviction',
    },
    storage: { account: 'mytraces', container: 'langfuse' },
    initial: { organization: 'my-org', project: 'production', userEmail: 'me@example.com' },
  },
  httpApps: [
    {
      name: 'ai-app',
      image: ofMyRegistry('ai-app'),
      nodePool,
      identity: 'my-app-identity',
      // Addresses, keys and roles follow from uses.
      uses: ['gateway', 'langfuse', { receivesFrom: 'ai-task-queue' }, { sendsTo: 'embedding-queue' }],
      secrets: [{ variable: 'APP_API_KEY', secret: 'ai-app-api-key' }],
      scaling: {
        name: 'ai-app-scaler',
        maxReplicas: 20,
        triggers: [{ type: 'service-bus-queue', queue: 'ai-task-queue', messagesPerReplica: 5 }],
      },
    },
  ],
  agentApps: [
    {
      name: 'agent',
      image: ofMyRegistry('agent'),
      nodePool,
      uses: ['gateway', 'langfuse'],
      maxRunSeconds: 300,
    },
  ],
  queueWorkers: [
    {
      name: 'embedder',
      image: ofMyRegistry('embedder'),
      nodePool,
      queue: 'embedding-queue',
      maxJobSeconds: 60, // sets lock, grace period, probes and trigger
      maxReplicas: 10,
      uses: ['gateway'],
    },
  ],
  cronJobs: [
    {
      name: 'evaluation',
      image: ofMyRegistry('evaluation'),
      nodePool,
      schedule: '0 2 * * *',
      maxRunSeconds: 3600,
      uses: ['gateway', 'langfuse'],
    },
  ],
  ingress: {
    type: 'application-gateway',
    hosts: [
      { host: 'ai.example.com', certificate: 'ai-example-com', routes: [{ to: 'ai-app' }] },
      { host: 'models.example.com', certificate: 'models-example-com', routes: [{ to: 'litellm' }] },
      { host: 'langfuse.example.com', certificate: 'langfuse-example-com', routes: [{ to: 'langfuse' }] },
    ],
  },
} satisfies Partial<PlatformDefinition>;
