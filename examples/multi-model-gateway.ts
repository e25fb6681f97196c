import { Platform } from '../index';

/** Several models behind one gateway, on spot GPUs as long as Azure has any, with a model of Azure OpenAI to fall back to. */
export const platform = new Platform({
  environment: 'models',
  azure: {
    subscriptionId: '5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394',
    tenantId: 'e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e',
    location: 'koreacentral',
    resourceGroup: 'models-rg',
    uniqueSuffix: 'm3k8',
  },
  cluster: {
    name: 'models-aks',
    apiServer: { private: true },
    adminGroupObjectIds: ['9d4e1b3c-72f5-4a68-8c0d-f3b6a9e25417'],
    alertEmails: ['on-call@example.com'],
  },
  nodePools: [
    { name: 'system', role: 'system', vmSize: 'Standard_D4s_v5', maxNodes: 3 },
    { name: 'cpupool', role: 'cpu', vmSize: 'Standard_D8s_v5', maxNodes: 4 },
    { name: 'a100spot', role: 'gpu', vmSize: 'Standard_NC24ads_A100_v4', maxNodes: 4, spot: true },
    { name: 'a100', role: 'gpu', vmSize: 'Standard_NC24ads_A100_v4', maxNodes: 2 },
  ],
  registry: { name: 'modelsregistry' },
  keyVault: { name: 'models-kv' },
  storageAccounts: [{ name: 'weights', containers: ['models'] }],
  inferenceServers: [
    {
      name: 'llama-8b',
      nodePool: ['a100spot', 'a100'],
      model: 'meta-llama/Llama-3.1-8B-Instruct',
      huggingFaceTokenSecret: 'hugging-face-token',
      modelSizeGiB: 15,
      loraAdapters: [{ name: 'support', path: 'my-org/llama-8b-support' }],
      scaling: {
        maxReplicas: 3,
        triggers: [
          { type: 'vllm', metric: 'waiting' },
          { type: 'vllm', metric: 'kv-cache' },
        ],
      },
    },
    {
      name: 'coder-32b',
      nodePool: ['a100spot', 'a100'],
      model: 'Qwen/Qwen2.5-Coder-32B-Instruct',
      source: { type: 'blob', account: 'weights', container: 'models', path: 'coder-32b' },
      modelSizeGiB: 61,
      maxModelLen: 16384,
      scaling: {
        maxReplicas: 2,
        triggers: [
          { type: 'vllm', metric: 'waiting' },
          { type: 'vllm', metric: 'running' },
          // Warm before the office opens.
          { type: 'cron', timeZone: 'Asia/Seoul', start: '0 8 * * 1-5', end: '0 19 * * 1-5', replicas: 2 },
        ],
      },
    },
  ],
  gateway: {
    type: 'litellm',
    name: 'gateway',
    nodePool: 'cpupool',
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
    fallbacks: { 'meta-llama/Llama-3.1-8B-Instruct': ['gpt-4o'] },
  },
  agentApps: [
    {
      name: 'assistant',
      image: { repository: 'assistant', tag: '1.0.0' },
      nodePool: 'cpupool',
      uses: ['gateway'],
    },
  ],
  ingress: {
    type: 'application-gateway-for-containers',
    hosts: [{ host: 'models.example.com', certificate: 'models-example-com', routes: [{ to: 'gateway' }] }],
  },
  gitOps: { repository: 'https://github.com/my-org/gitops' },
});

if (require.main === module) platform.run();
