import type { PanelSpec } from './panels';
import { limitOfChoice } from './variables';
import { inNamespace, ofServer, rate, type ServedModel } from './vllm-series';

/** Requests of the chosen server, from the queue to the answer. */
export function requestPanels(models: readonly ServedModel[]): readonly PanelSpec[] {
  const waiting = `vllm:num_requests_waiting{${ofServer}}`;
  return [
    {
      title: 'Running and waiting',
      description: 'Requests in the batches of all replicas, and requests that wait for a place.',
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
      title: 'Waiting requests of a replica',
      description:
        'Against what one more replica is wanted at, where waiting requests scale the server. At twice of that, and no replica on its way, there is an alert.',
      width: 8,
      content: {
        unit: 'short',
        queries: [
          { expr: `sum(${waiting}) / count(count by (pod) (${waiting}))`, legend: 'waiting' },
          {
            expr: limitOfChoice(
              'server',
              models.map(({ servedModelName, waitingPerReplica }) => ({
                value: servedModelName,
                limit: waitingPerReplica,
              })),
            ),
            legend: 'target',
          },
        ],
      },
    },
    {
      title: 'Replicas with an engine',
      description: 'Replicas whose engine reports, against the maximum of the definition.',
      width: 8,
      content: {
        unit: 'short',
        queries: [
          { expr: `count(count by (pod) (${waiting}))`, legend: 'replicas' },
          {
            expr: limitOfChoice(
              'server',
              models.map(({ servedModelName, maxReplicas }) => ({
                value: servedModelName,
                limit: maxReplicas,
              })),
            ),
            legend: 'maximum',
          },
        ],
      },
    },
    {
      title: 'Finished requests a second',
      description:
        'By reason: stop and length are answers, abort is a caller who left, error and repetition are the engine.',
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
      title: 'Answers a second by status',
      description: 'HTTP answers of the API, probes left out. 4xx is the caller, 5xx the server.',
      width: 12,
      content: {
        unit: 'reqps',
        stacked: true,
        queries: [
          {
            expr: `sum by (status) (${rate(answers)})`,
            legend: '{{status}}',
          },
        ],
      },
    },
  ];
}

/**
 * No label of the model here, but a PodMonitor's job is named after it, and the PodMonitor after the server
 * (prometheus-operator/prometheus-operator `promcfg.go`, 2026-11).
 */
const answers = `http_requests_total{${inNamespace},job=~"$namespace/(\${server:text})"}`;

const quantiles = [0.5, 0.95, 0.99];

/** How long the chosen server takes. */
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
      'Time to the first token',
      'vllm:time_to_first_token_seconds',
      'From the request to the first token: waiting and prefill.',
    ),
    panel(
      'Time between tokens',
      'vllm:inter_token_latency_seconds',
      'From one token to the next: how fast an answer flows.',
    ),
    panel(
      'Time of a request',
      'vllm:e2e_request_latency_seconds',
      'From the request to the end of its answer.',
    ),
    panel(
      'Time in the queue',
      'vllm:request_queue_time_seconds',
      'From the request to its place in a batch. It grows before anything else does.',
    ),
  ];
}
