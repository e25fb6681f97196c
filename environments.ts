import type { EnvironmentDefinitions } from './index';

/** Differences of each environment; main.ts and workloads.ts contain what all environments share. */
export const environments = {
  development: {
    azure: { resourceGroup: 'my-rg-dev', uniqueSuffix: 'k4x9dev' },
    cluster: { name: 'my-aks-dev', alertEmails: [] }, // no emails
    nodePools: {
      cpupool: { minNodes: 1 },
      gpupool: { initialNodes: null, maxNodes: 1 }, // null removes a field of the base
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
    httpApps: { 'ai-app': { image: { tag: '1.1.0' } } }, // to promote it, set the tag in production or in workloads.ts
    ingress: null,
  },
  production: {
    cluster: { alertEmails: ['platform-on-call@example.com'] }, // recipients of alerts
    gitOps: { notifications: { slack: { channel: 'deployments', tokenSecret: 'argocd-slack-token' } } },
  },
} satisfies EnvironmentDefinitions;
