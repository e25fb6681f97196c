import type { RunbookTopic } from '../../facts/runbook-topics';
import type { DashboardName } from '../grafana/dashboard-documents';
import { code } from './markdown-blocks';
import type { Runbook } from './runbook';

/** The dashboard that shows what a topic is about over time: what was before, and since when. */
const dashboardOf: Readonly<Partial<Record<RunbookTopic, DashboardName>>> = {
  podsPending: 'gpu-pools',
  modelDoesNotLoad: 'vllm',
  modelServerStandsStill: 'vllm',
  requestsWait: 'vllm',
  gpuNodeStuck: 'gpu-pools',
  gpuPoolAtMaximum: 'gpu-pools',
  queueNotWorkedOff: 'keda',
  scalerWithoutMetric: 'keda',
};

/** Where a topic's dashboard is; undefined where the environment has none of it. */
export function dashboardLine({ dashboards, platform }: Runbook, topic: RunbookTopic): string | undefined {
  const found = dashboards.find(({ name }) => name === dashboardOf[topic]);
  if (found === undefined) return undefined;
  const { grafanaName } = platform.cluster;
  const grafana = grafanaName === undefined ? 'the Grafana that has it' : `the Grafana ${code(grafanaName)}`;
  return `**Dashboard:** [${found.title}](${found.path}): ${code(`/d/${found.uid}`)} in ${grafana}, once the file is imported.`;
}
