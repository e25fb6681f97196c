import { dashboard } from './dashboard';
import type { GrafanaDashboard } from './dashboard-model';
import { choice } from './variables';
import { latencyPanels, requestPanels } from './vllm-request-panels';
import { type DashboardServer, servedModels } from './vllm-series';
import { allServersPanels, enginePanels } from './vllm-server-panels';

/** Input of vllmDashboard(). */
export interface VllmDashboardInput {
  readonly environment: string;
  readonly namespace: string;
  /** At least one. */
  readonly servers: readonly DashboardServer[];
}

/** How the vLLM servers do: all of them beside each other, and one of them in every detail. */
export function vllmDashboard({ environment, namespace, servers }: VllmDashboardInput): GrafanaDashboard {
  const models = servedModels(servers);
  return dashboard({
    environment,
    name: 'vllm',
    title: 'vLLM servers',
    description: 'Requests, latencies, tokens and the KV cache of the model servers.',
    variables: [
      choice({
        name: 'namespace',
        label: 'Namespace',
        description: 'Namespace of the model servers.',
        values: [{ text: namespace, value: namespace }],
        multi: false,
      }),
      choice({
        name: 'server',
        label: 'Server',
        description: 'The server of the lower rows; its value is the name of the model in the API.',
        values: models.map(({ servers: text, servedModelName }) => ({ text, value: servedModelName })),
        multi: false,
      }),
    ],
    rows: [
      { title: 'All servers', panels: allServersPanels(servers) },
      { title: 'Requests of $server', panels: requestPanels(models) },
      { title: 'Latency of $server', panels: latencyPanels() },
      { title: 'Engine of $server', panels: enginePanels(servers) },
    ],
  });
}
