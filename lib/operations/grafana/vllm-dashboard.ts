import { dashboard } from './dashboard';
import type { GrafanaDashboard } from './dashboard-model';
import { choice, environmentVariable } from './variables';
import { latencyPanels, requestPanels } from './vllm-request-panels';
import { servedModels, type VllmEnvironment } from './vllm-series';
import { allServersPanels, enginePanels } from './vllm-server-panels';

/** Input of vllmDashboard(). */
export interface VllmDashboardInput {
  readonly uid: string;
  /** At least one server in total. */
  readonly environments: readonly VllmEnvironment[];
}

/** vLLM servers: an overview of all, and the details of one. */
export function vllmDashboard({ uid, environments }: VllmDashboardInput): GrafanaDashboard {
  const servers = environments.flatMap((environment) => environment.servers);
  const models = servedModels(environments);
  return dashboard({
    uid,
    title: 'vLLM servers',
    description: 'Requests, latencies, tokens and the KV cache of the model servers.',
    environments: environments.map(({ name }) => name),
    variables: [
      environmentVariable(environments),
      choice({
        name: 'server',
        label: 'Server',
        description: 'Server of the lower rows. The value is the model name of its API.',
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
