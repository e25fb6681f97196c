import type { EnvironmentDefinitions } from '../../../lib/definition/environments';

/** What each environment has for itself; everything else is in main.ts and workloads.ts. */
export const environments = {
  development: {
    azure: { resourceGroup: 'my-rg-dev', uniqueSuffix: 'k4x9dev' },
    cluster: { name: 'my-aks-dev' },
    nodePools: {
      cpupool: { minNodes: 1 },
      gpupool: { initialNodes: null, maxNodes: 1 }, // null takes away what the base has
      gpubig: null,
    },
    inferenceServers: { vllm: { scaling: null }, deepseek: null },
    langfuse: {
      url: 'https://langfuse.dev.example.com',
      postgres: { host: 'my-postgres-dev.postgres.database.azure.com' },
      clickHouse: { host: 'my-clickhouse.dev.example.com' },
      redis: { host: 'my-redis-dev.koreacentral.redis.azure.net' },
      initial: { project: 'development' },
    },
    httpApps: { 'ai-app': { image: { tag: '1.1.0' } } }, // promoted by writing it into production, or into the base
    ingress: null,
  },
  production: {
    cluster: { alertEmails: ['platform-on-call@example.com'] }, // who is told of alerts: without it nobody is
    gitOps: { notifications: { slack: { channel: 'deployments', tokenSecret: 'argocd-slack-token' } } },
  },
} satisfies EnvironmentDefinitions;
