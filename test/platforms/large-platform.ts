import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import { smallPlatform } from './small-platform';

const nodePool = 'cpupool';
const own = (repository: string) => ({ repository, tag: '1.0.0' });
const teams = ['billing', 'claims', 'contracts', 'finance', 'legal', 'logistics', 'marketing', 'people'];
const queueNames = [
  'audio-transcription',
  'document-chunks',
  'embedding',
  'evaluation-runs',
  'fine-tuning-requests',
  'image-captions',
  'pages-to-crawl',
  'reranking',
];

/** Forty workloads on six pools: what pictures and tables have to stay readable with. */
export const largePlatform = {
  ...smallPlatform,
  environment: 'large',
  cluster: { ...smallPlatform.cluster, name: 'large-aks' },
  nodePools: [
    ...smallPlatform.nodePools.map((pool) => ({ ...pool, maxNodes: 40 })),
    { name: 'a100spot', role: 'gpu', vmSize: 'Standard_NC24ads_A100_v4', maxNodes: 20, spot: true },
    { name: 'a100', role: 'gpu', vmSize: 'Standard_NC24ads_A100_v4', maxNodes: 20, zones: ['1', '2'] },
    {
      name: 'h100',
      role: 'gpu',
      vmSize: 'Standard_ND96isr_H100_v5',
      maxNodes: 8,
      osDisk: { type: 'Managed', sizeGiB: 1024 },
    },
    { name: 't4', role: 'gpu', vmSize: 'Standard_NC8as_T4_v3', maxNodes: 20 },
  ],
  registry: { name: 'largeregistry' },
  keyVault: { name: 'large-kv' },
  serviceBus: {
    name: 'large-servicebus',
    queues: queueNames.map((name) => ({ name })),
    topics: [{ name: 'uploads', subscriptions: [{ name: 'thumbnails' }] }],
  },
  storageAccounts: [
    { name: 'largemodels', containers: ['vision', 'speech'] },
    { name: 'largetraces', containers: ['langfuse'], sharedKeys: true },
  ],
  inferenceServers: [
    ...teams.slice(0, 7).map((team, index) => ({
      name: `${team}-assistant-model`,
      nodePool: index % 2 === 0 ? ['a100spot', 'a100'] : 'a100',
      model: 'microsoft/phi-4',
      servedModelName: `phi-4-${team}`,
      apiKeySecret: `${team}-model-key`,
      scaling: { maxReplicas: 4, triggers: [{ type: 'vllm' as const, metric: 'waiting' as const }] },
    })),
    {
      name: 'deepseek',
      nodePool: 'h100',
      nodes: 2,
      model: 'deepseek-ai/DeepSeek-R1-0528',
      replicas: 2,
    },
  ],
  tritonServers: ['vision', 'speech'].map((container) => ({
    name: container,
    nodePool: 't4',
    repository: { type: 'blob' as const, account: 'largemodels', container },
    modelSizeGiB: 6,
  })),
  gateway: { type: 'litellm', name: 'litellm', nodePool },
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
    storage: { account: 'largetraces', container: 'langfuse' },
    initial: { organization: 'my-org', project: 'large', userEmail: 'me@example.com' },
  },
  httpApps: [
    ...teams.map((team, index) => ({
      name: `${team}-assistant`,
      image: own(`${team}-assistant`),
      nodePool,
      uses: ['gateway' as const, { sendsTo: queueNames[index]! }, { receivesFrom: queueNames[index]! }],
      scaling: {
        maxReplicas: 20,
        triggers: [{ type: 'service-bus-queue' as const, queue: queueNames[index]! }],
      },
    })),
    { name: 'search', image: own('search'), nodePool, replicas: 3 },
    { name: 'portal', image: own('portal'), nodePool, uses: ['gateway' as const, 'langfuse' as const] },
  ],
  agentApps: ['negotiation', 'planning', 'research', 'support'].map((work) => ({
    name: `${work}-agent`,
    image: own(`${work}-agent`),
    nodePool,
    uses: ['gateway' as const, 'langfuse' as const],
    maxRunSeconds: 300,
  })),
  queueWorkers: [
    ...queueNames.map((queue, index) => ({
      name: `${queue}-worker`,
      image: own(`${queue}-worker`),
      nodePool: index === 0 ? 't4' : nodePool,
      ...(index === 0 ? { gpus: 1 } : {}),
      queue,
      maxJobSeconds: index % 3 === 2 ? 3600 : 60,
      maxReplicas: 10,
      uses: ['gateway' as const],
    })),
    {
      name: 'thumbnailer',
      image: own('thumbnailer'),
      nodePool,
      subscription: { topic: 'uploads', name: 'thumbnails' },
      maxJobSeconds: 30,
      maxReplicas: 5,
    },
  ],
  cronJobs: ['nightly-evaluation', 'reindex', 'report', 'token-accounting', 'trace-cleanup'].map((name) => ({
    name,
    image: own(name),
    nodePool,
    schedule: '0 2 * * *',
    maxRunSeconds: 3600,
    uses: ['gateway' as const, 'langfuse' as const],
  })),
  ingress: {
    type: 'application-gateway',
    hosts: [
      {
        host: 'assistants.example.com',
        certificate: 'assistants-example-com',
        routes: teams.map((team) => ({ path: `/${team}`, to: `${team}-assistant` })),
      },
      {
        host: 'portal.example.com',
        certificate: 'portal-example-com',
        routes: [{ to: 'portal' }, { path: '/search', to: 'search' }],
      },
      { host: 'models.example.com', certificate: 'models-example-com', routes: [{ to: 'litellm' }] },
      { host: 'langfuse.example.com', certificate: 'langfuse-example-com', routes: [{ to: 'langfuse' }] },
    ],
  },
} satisfies PlatformDefinition;
