import type { PanelSpec } from './panels';
import { cacheMetrics, type DashboardServer, inNamespace, ofServer, rate } from './vllm-series';

const byModel = (metric: string, aggregation = 'sum') =>
  `${aggregation} by (model_name) (${metric}{${inNamespace}})`;

/** All servers beside each other. */
export function allServersPanels(servers: readonly DashboardServer[]): readonly PanelSpec[] {
  const replicas = servers.map((server) =>
    server.kind === 'LeaderWorkerSet'
      ? {
          expr: `sum(kube_statefulset_status_replicas_ready{${inNamespace},statefulset="${server.name}"})`,
          legend: server.name,
        }
      : {
          expr: `sum(kube_deployment_status_replicas_available{${inNamespace},deployment="${server.name}"})`,
          legend: server.name,
        },
  );
  return [
    {
      title: 'Ready replicas',
      description: 'Replicas that answer. A group over several nodes is one.',
      width: 6,
      content: { unit: 'short', queries: replicas },
    },
    {
      title: 'Waiting requests',
      description: 'Requests without a place in a batch. A queue that does not go away is an alert.',
      width: 6,
      content: {
        unit: 'short',
        queries: [{ expr: byModel('vllm:num_requests_waiting'), legend: '{{model_name}}' }],
      },
    },
    {
      title: 'Fullest KV cache',
      description: 'Of the replicas of a server, the one with most of its KV cache in use.',
      width: 6,
      content: {
        unit: 'percentunit',
        max: 1,
        limit: 0.9,
        queries: cacheMetrics(servers).map((metric) => ({
          expr: byModel(metric, 'max'),
          legend: '{{model_name}}',
        })),
      },
    },
    {
      title: 'Generated tokens a second',
      description: 'What the servers give to their callers.',
      width: 6,
      content: {
        unit: 'short',
        queries: [
          {
            expr: `sum by (model_name) (${rate(`vllm:generation_tokens_total{${inNamespace}}`)})`,
            legend: '{{model_name}}',
          },
        ],
      },
    },
  ];
}

/** What the engines of the chosen server do. */
export function enginePanels(servers: readonly DashboardServer[]): readonly PanelSpec[] {
  return [
    {
      title: 'Tokens a second',
      description: 'Prompts that are read, and answers that are made.',
      width: 8,
      content: {
        unit: 'short',
        queries: [
          { expr: `sum(${rate(`vllm:prompt_tokens_total{${ofServer}}`)})`, legend: 'prompt' },
          { expr: `sum(${rate(`vllm:generation_tokens_total{${ofServer}}`)})`, legend: 'generation' },
        ],
      },
    },
    {
      title: 'KV cache',
      description:
        'Share in use, by replica and engine. Above the line requests wait for a place, or are thrown out.',
      width: 8,
      content: {
        unit: 'percentunit',
        max: 1,
        limit: 0.9,
        queries: cacheMetrics(servers).map((metric) => ({
          expr: `max by (pod, engine) (${metric}{${ofServer}})`,
          legend: '{{pod}} {{engine}}',
        })),
      },
    },
    {
      title: 'Preemptions a second',
      description:
        'Requests that were thrown out of a batch because the cache was full; they are computed again.',
      width: 4,
      content: {
        unit: 'short',
        queries: [
          { expr: `sum by (pod) (${rate(`vllm:num_preemptions_total{${ofServer}}`)})`, legend: '{{pod}}' },
        ],
      },
    },
    {
      title: 'Prefix cache hits',
      description: 'Share of prompt tokens that were in the cache already.',
      width: 4,
      content: {
        unit: 'percentunit',
        max: 1,
        queries: [
          {
            expr: `sum(${rate(`vllm:prefix_cache_hits_total{${ofServer}}`)}) / sum(${rate(`vllm:prefix_cache_queries_total{${ofServer}}`)})`,
            legend: 'hits',
          },
        ],
      },
    },
  ];
}
