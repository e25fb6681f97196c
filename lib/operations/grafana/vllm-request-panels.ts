import type { PanelSpec } from './panels';
import { type Limit, limitOfChoice } from './variables';
import { inNamespace, ofServer, rate, type ServedModel } from './vllm-series';

/** Requests of the selected server, from the queue to the response. */
export function requestPanels(models: readonly ServedModel[]): readonly PanelSpec[] {
  const waiting = `vllm:num_requests_waiting{${ofServer}}`;
  return [
    {
      title: 'Running and waiting',
      description: 'Requests in the batches of all replicas, and requests that wait for a batch.',
      width: 8,
      content: {
        unit: 'short',
        stacked: true,
        queries: [
          { expr: `sum(vllm:num_requests_running{${ofServer}})`, legend: 'running' },
          { expr: `sum(${waiting})`, legend: 'waiting' },
        ],
      },
    },
    {
      title: 'Waiting requests per replica',
      description:
        'With the target of the scaler, if waiting requests scale the server. An alert fires at twice the target while no replica is starting.',
      width: 8,
      content: {
        unit: 'short',
        queries: [
          { expr: `sum(${waiting}) / count(count by (pod) (${waiting}))`, legend: 'waiting' },
          {
            expr: limitOfChoice(
              'server',
              limitsOf(models, ({ waitingPerReplica }) => waitingPerReplica),
            ),
            legend: 'target of {{environment}}',
          },
        ],
      },
    },
    {
      title: 'Replicas with an engine',
      description: 'Replicas whose engine reports metrics, with the maximum of the definition.',
      width: 8,
      content: {
        unit: 'short',
        queries: [
          { expr: `count(count by (pod) (${waiting}))`, legend: 'replicas' },
          {
            expr: limitOfChoice(
              'server',
              limitsOf(models, ({ maxReplicas }) => maxReplicas),
            ),
            legend: 'maximum of {{environment}}',
          },
        ],
      },
    },
    {
      title: 'Finished requests per second',
      description:
        'By reason: stop and length are complete responses, abort is a client that disconnected, error and repetition come from the engine.',
      width: 12,
      content: {
        unit: 'reqps',
        stacked: true,
        queries: [
          {
            expr: `sum by (finished_reason) (${rate(`vllm:request_success_total{${ofServer}}`)})`,
            legend: '{{finished_reason}}',
          },
        ],
      },
    },
    {
      title: 'Responses per second by status',
      description:
        'HTTP responses of the API without probes. 4xx: error of the client; 5xx: error of the server.',
      width: 12,
      content: {
        unit: 'reqps',
        stacked: true,
        queries: [
          {
            expr: `sum by (status) (${rate(responses)})`,
            legend: '{{status}}',
          },
        ],
      },
    },
  ];
}

/** Limits of every model in every environment. */
function limitsOf(
  models: readonly ServedModel[],
  limitOf: (limits: ServedModel['limits'][number]) => number,
): readonly Limit[] {
  return models.flatMap(({ servedModelName, limits }) =>
    limits.map((each) => ({
      environment: each.environment,
      value: servedModelName,
      limit: limitOf(each),
    })),
  );
}

/**
 * These series have no label for the model. Their job has the name of the PodMonitor, which has the
 * name of the server (prometheus-operator/prometheus-operator `promcfg.go`, 2026-11).
 */
const responses = `http_requests_total{${inNamespace},job=~"$namespace/(\${server:text})"}`;

const quantiles = [0.5, 0.95, 0.99];

/** Latencies of the selected server. */
export function latencyPanels(): readonly PanelSpec[] {
  const panel = (title: string, metric: string, description: string): PanelSpec => ({
    title,
    description,
    width: 6,
    content: {
      unit: 's',
      queries: quantiles.map((quantile) => ({
        expr: `histogram_quantile(${quantile}, sum by (le) (${rate(`${metric}_bucket{${ofServer}}`)}))`,
        legend: `${quantile * 100} %`,
      })),
    },
  });
  return [
    panel(
      'Time to first token',
      'vllm:time_to_first_token_seconds',
      'From the request to the first token: queue and prefill.',
    ),
    panel('Time between tokens', 'vllm:inter_token_latency_seconds', 'From one token to the next.'),
    panel(
      'Request duration',
      'vllm:e2e_request_latency_seconds',
      'From the request to the end of its response.',
    ),
    panel(
      'Time in the queue',
      'vllm:request_queue_time_seconds',
      'From the request to its batch. It grows before any other latency does.',
    ),
  ];
}
