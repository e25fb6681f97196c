import type { RunbookTopic } from '../../facts/runbook-topics';
import type { DashboardName } from '../grafana/dashboards';
import { code } from './markdown-blocks';
import type { Runbook } from './runbook';

/** Dashboard that shows the history of a topic. */
const dashboardOf: Readonly<Partial<Record<RunbookTopic, DashboardName>>> = {
  podsPending: 'gpu-pools',
  modelDoesNotLoad: 'vllm',
  modelServerHangs: 'vllm',
  requestsQueueUp: 'vllm',
  gpuNodeUnhealthy: 'gpu-pools',
  gpuPoolAtMaximum: 'gpu-pools',
  queueBacklogGrows: 'keda',
  scalerCannotReadMetric: 'keda',
};

/** Line that links to the dashboard of a topic; undefined if the environment has none. */
export function dashboardLine({ dashboards, inventory }: Runbook, topic: RunbookTopic): string | undefined {
  const found = dashboards.find(({ name }) => name === dashboardOf[topic]);
  if (found === undefined) return undefined;
  const { grafanaName } = inventory.cluster;
  const grafana = grafanaName === undefined ? 'your Grafana' : `Grafana ${code(grafanaName)}`;
  return `**Dashboard:** [${found.title}](${found.path}), at ${code(`/d/${found.uid}`)} in ${grafana} after you import the file.`;
}
