import type { PanelSpec } from './panels';
import { cacheMetrics, type DashboardServer, inNamespace, ofServer, rate } from './vllm-series';

const byModel = (metric: string, aggregation = 'sum') =>
  `${aggregation} by (model_name) (${metric}{${inNamespace}})`;

/** Overview of all servers. */
export function allServersPanels(servers: readonly DashboardServer[]): readonly PanelSpec[] {
  const named = [...new Map(servers.map((server) => [server.name, server])).values()];
  const replicas = named.map((server) =>
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
      description: 'Replicas that serve requests. A group on several nodes is one replica.',
      width: 6,
      content: { unit: 'short', queries: replicas },
    },
    {
      title: 'Waiting requests',
      description: 'Requests that wait for a batch. An alert fires if the queue does not shrink.',
      width: 6,
      content: {
        unit: 'short',
        queries: [{ expr: byModel('vllm:num_requests_waiting'), legend: '{{model_name}}' }],
      },
    },
    {
      title: 'Highest KV cache usage',
      description: 'Highest usage among the replicas of each server.',
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
      title: 'Generated tokens per second',
      description: 'Tokens that the servers generate.',
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

/** Engines of the selected server. */
export function enginePanels(servers: readonly DashboardServer[]): readonly PanelSpec[] {
  return [
    {
      title: 'Tokens per second',
      description: 'Tokens of prompts, and generated tokens.',
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
      description: 'Usage by replica and engine. Above the line, requests wait or are preempted.',
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
      title: 'Preemptions per second',
      description: 'Requests that the engine preempted because the cache was full, and computes again.',
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
      description: 'Share of prompt tokens that the cache already contained.',
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
