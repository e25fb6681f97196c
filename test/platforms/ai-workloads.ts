import type { PlatformDefinition } from '../../lib/definition/platform-definition';

const nodePool = 'cpupool';
const own = (repository: string) => ({ repository, tag: '2.1.0' });

/** What runs on the AI platform of the tests: each choice of the definition at least once. */
export const aiWorkloads = {
  inferenceServers: [
    {
      name: 'chat',
      nodePool: ['a100spot', 'a100'],
      model: 'meta-llama/Llama-3.1-8B-Instruct',
      servedModelName: 'llama-8b',
      huggingFaceTokenSecret: 'hugging-face-token',
      apiKeySecret: 'chat-api-key',
      modelSizeGiB: 15,
      loraAdapters: [{ name: 'support', path: 'my-org/llama-8b-support' }],
      scaling: {
        maxReplicas: 4,
        triggers: [
          { type: 'vllm', metric: 'waiting' },
          { type: 'service-bus-queue', queue: 'chats', identity: 'scaler-identity' },
          { type: 'cron', timeZone: 'Asia/Seoul', start: '30 8 * * 1-5', end: '0 19 * * 1-5', replicas: 2 },
        ],
      },
    },
    {
      name: 'coder',
      nodePool: 'a100',
      model: 'Qwen/Qwen2.5-Coder-32B-Instruct',
      source: { type: 'blob', account: 'aimodels', container: 'weights', path: 'coder-32b' },
      modelSizeGiB: 61,
      maxModelLen: 16384,
      prefixCaching: true,
      kvCacheDtype: 'fp8',
      scaling: {
        maxReplicas: 2,
        triggers: [
          { type: 'vllm', metric: 'kv-cache', identity: 'scaler-identity' },
          { type: 'vllm', metric: 'running' },
        ],
      },
    },
    {
      name: 'embedding',
      nodePool: 't4',
      model: 'my-org/embedder',
      fit: 'unchecked', // an encoder keeps no cache
      source: { type: 'file-share', account: 'aishares', share: 'weights', path: 'embedder' },
      modelSizeGiB: 4,
    },
    {
      name: 'reasoner',
      nodePool: 'h100',
      nodes: 2,
      model: 'deepseek-ai/DeepSeek-R1-0528',
      apiKeySecret: 'reasoner-api-key',
      modelSizeGiB: 641.3,
      scaling: {
        minReplicas: 0,
        maxReplicas: 1,
        triggers: [
          { type: 'cron', timeZone: 'Asia/Seoul', start: '0 8 * * *', end: '0 9 * * *', replicas: 1 },
        ],
      },
    },
  ],
  tritonServers: [
    {
      name: 'vision',
      nodePool: 't4',
      repository: { type: 'blob', account: 'aimodels', container: 'triton' },
      models: ['detector'],
      modelSizeGiB: 6,
    },
  ],
  gateway: {
    type: 'litellm',
    name: 'litellm',
    nodePool,
    models: [
      {
        type: 'azure-openai',
        name: 'gpt-4o',
        endpoint: 'https://my-account.openai.azure.com',
        deployment: 'gpt-4o',
        apiVersion: '2025-04-01-preview',
        keySecret: 'azure-openai-key',
      },
    ],
    fallbacks: { 'llama-8b': ['gpt-4o'] },
  },
  langfuse: {
    nodePool,
    url: 'https://langfuse.example.com',
    postgres: { host: 'my-postgres.postgres.database.azure.com', user: 'langfuse' },
    clickHouse: { host: 'my-clickhouse.example.com' },
    redis: {
      host: 'my-redis.koreacentral.redis.azure.net',
      clusteringPolicy: 'EnterpriseCluster',
      evictionPolicy: 'NoEviction',
    },
    storage: { account: 'aitraces', container: 'langfuse' },
    initial: { organization: 'my-org', project: 'staging', userEmail: 'me@example.com' },
  },
  httpApps: [
    {
      name: 'web',
      image: own('web'),
      nodePool,
      identity: 'web-identity',
      uses: ['gateway', 'langfuse', { sendsTo: 'documents' }],
      secrets: [{ variable: 'SESSION_KEY', secret: 'web-session-key' }],
      scaling: {
        maxReplicas: 12,
        triggers: [
          { type: 'service-bus-topic', topic: 'uploads', subscription: 'archive' },
          { type: 'cpu', utilizationPercent: 70 },
          { type: 'prometheus', query: 'sum(rate(http_requests_total{namespace="ai"}[2m]))', threshold: 50 },
        ],
      },
    },
    {
      name: 'coder-web',
      image: own('coder-web'),
      nodePool,
      uses: [{ inferenceServer: 'chat' }],
    },
  ],
  agentApps: [
    { name: 'agent', image: own('agent'), nodePool, uses: ['gateway', 'langfuse'], maxRunSeconds: 300 },
  ],
  queueWorkers: [
    {
      name: 'reader',
      image: own('reader'),
      nodePool,
      queue: 'documents',
      maxJobSeconds: 60,
      maxReplicas: 10,
      uses: ['gateway', { sendsTo: 'videos' }],
    },
    {
      name: 'transcriber',
      image: own('transcriber'),
      nodePool: 't4',
      gpus: 1,
      queue: 'videos',
      maxJobSeconds: 7200,
      mode: 'job',
      maxReplicas: 4,
      secrets: [{ variable: 'MODEL_TOKEN', secret: 'hugging-face-token' }],
    },
    {
      name: 'thumbnailer',
      image: own('thumbnailer'),
      nodePool,
      subscription: { topic: 'uploads', name: 'thumbnails' },
      maxJobSeconds: 30,
      maxReplicas: 5,
    },
  ],
  cronJobs: [
    {
      name: 'evaluation',
      image: own('evaluation'),
      nodePool,
      schedule: '0 2 * * *',
      timeZone: 'Asia/Seoul',
      maxRunSeconds: 3600,
      uses: ['gateway', 'langfuse'],
    },
    {
      name: 'reindex',
      image: own('reindex'),
      nodePool: 't4',
      gpus: 1,
      schedule: '0 3 * * 0',
      maxRunSeconds: 7200,
    },
  ],
  helmCharts: [
    {
      name: 'qdrant',
      repository: 'https://qdrant.github.io/qdrant-helm',
      chart: 'qdrant',
      version: '1.16.0',
      nodePool,
    },
  ],
  ingress: {
    type: 'internal-load-balancer',
    hosts: [
      {
        host: 'ai.example.com',
        certificate: 'ai-example-com',
        routes: [{ to: 'web' }, { path: '/agent', to: 'agent' }],
      },
      { host: 'models.example.com', certificate: 'models-example-com', routes: [{ to: 'litellm' }] },
      { host: 'langfuse.example.com', certificate: 'langfuse-example-com', routes: [{ to: 'langfuse' }] },
    ],
  },
} satisfies Partial<PlatformDefinition>;
